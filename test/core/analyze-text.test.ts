import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze, analyzeText, Workspace } from '../../server/core/index.ts';
import { workspaceOf } from '../support/check.ts';
import { parseScenario } from '../support/scenario.ts';

const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: dev\n';

function workspaceWith(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace();
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  return workspace.snapshot;
}

test('what comments say to us is judged by one text alone', () => {
  const snapshot = workspaceWith({
    'a.yaml': `# flux-tenancy-ignore role-wildcard\n# flux-tenancy-ignore role-wildcart: a typo\n${account}`,
  });
  expect(analyzeText(snapshot, 'a.yaml').map(({ rule }) => rule)).toEqual([
    'suppression-without-reason',
    'unknown-suppression',
  ]);
});

test('whether a suppression is of use, no text tells alone', () => {
  const text = `# flux-tenancy-ignore role-wildcard: not yet\n${account}`;
  expect(analyzeText(workspaceWith({ 'a.yaml': text }), 'a.yaml')).toEqual([]);
});

test('the configuration counts, and is judged itself', () => {
  const snapshot = workspaceWith({
    'clusters/a.yaml': `# flux-tenancy-ignore role-wildcard\n${account}`,
    'clusters/out.yaml': `# flux-tenancy-ignore role-wildcard\n${account}`,
    '.flux-tenancy.yaml': 'ignore: [out.yaml]\nrules: { role-wildcart: off }\n',
  });
  expect(analyzeText(snapshot, 'clusters/a.yaml')).toHaveLength(1);
  expect(analyzeText(snapshot, 'clusters/out.yaml')).toEqual([]);
  expect(analyzeText(snapshot, '.flux-tenancy.yaml')).toHaveLength(1);
});

test('nothing is said of one text that is not said of it in the whole workspace', () => {
  let count = 0;
  for (const path of globSync(join(import.meta.dirname, '../rules/*/*.yaml'))) {
    const { snapshot } = workspaceOf(parseScenario(readFileSync(path, 'utf8')));
    const whole = analyze(snapshot).diagnostics;
    for (const file of snapshot.files.keys()) {
      const alone = analyzeText(snapshot, file);
      count += alone.length;
      const found = (whole.get(file) ?? []).map(withoutFixes);
      expect(found, path).toEqual(expect.arrayContaining(alone.map(withoutFixes)));
    }
  }
  expect(count).toBeGreaterThan(0);
});

function withoutFixes<T extends { readonly fixes: unknown }>({ fixes: _, ...rest }: T) {
  return rest;
}
