import { expect, test } from 'vitest';
import { Workspace } from '../../server/core/index.ts';

const one = { file: 'one.yaml', text: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: one\n' };

test('what was read ahead is not read again', () => {
  const workspace = new Workspace();
  const ahead = workspace.readAhead(one);
  expect(ahead.facts?.manifests).toHaveLength(1);
  expect(workspace.snapshot.files.size).toBe(0);
  expect(workspace.applyChanges([ahead]).files.get(one.file)).toBe(ahead.facts);
});

test('what was read ahead of another text does not count', () => {
  const workspace = new Workspace();
  const { facts } = workspace.readAhead(one);
  const stale = { file: one.file, text: 'a: 1', ...(facts && { facts }) };
  expect(workspace.applyChanges([stale]).files.get(one.file)?.text).toBe('a: 1');
});

test('nothing is read ahead of what is known, gone or left out', () => {
  const workspace = new Workspace();
  workspace.applyChanges([one, { file: '.flux-tenancy.yaml', text: 'ignore: [out]\n' }]);
  const changes = [one, { ...one, text: undefined }, { ...one, file: 'out/one.yaml' }];
  for (const change of changes) expect(workspace.readAhead(change)).toEqual(change);
});

test('files that a new configuration lets in are read, whatever was read ahead', () => {
  const workspace = new Workspace();
  workspace.applyChanges([
    { file: '.flux-tenancy.yaml', text: 'ignore: [a]\n' },
    { file: 'a/one.yaml', text: one.text },
  ]);
  const two = workspace.readAhead({ file: 'a/two.yaml', text: one.text });
  const { files } = workspace.applyChanges([two, { file: '.flux-tenancy.yaml', text: '' }]);
  expect([...files.keys()].sort()).toEqual(['.flux-tenancy.yaml', 'a/one.yaml', 'a/two.yaml']);
});
