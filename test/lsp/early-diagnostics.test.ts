import { expect, onTestFinished, test } from 'vitest';
import { Editor, repo } from './support/editor.ts';
import { GatedFileSource } from './support/gated-file-source.ts';
import { deployment, tenant, withoutAccount } from './support/manifests.ts';

const file = 'apps/team-a.yaml';
const ofNoUse = '# flux-tenancy-ignore role-wildcard\n';

/** An editor whose server is reading the folder and does not come to an end before the source is opened. */
async function startScan(files: Readonly<Record<string, string>> = {}) {
  const source = new GatedFileSource({ 'tenants/team-a.yaml': tenant, ...files });
  const editor = await Editor.startWithoutWaiting({ folders: { [repo]: source } });
  onTestFinished(async () => {
    source.open();
    await editor.stop();
  });
  return { editor, source };
}

/** Waits until the server has handled what it was told: its answers come in order. */
const handled = (editor: Editor) =>
  editor.request('textDocument/hover', {
    textDocument: { uri: `${repo}/${file}` },
    position: { line: 0, character: 0 },
  });

test('what a text shows alone is published while the others are read, and changes with every edit', async () => {
  const { editor, source } = await startScan();
  await editor.open(file, ofNoUse + withoutAccount);
  while (editor.published.length === 0) await handled(editor);
  expect(editor.rulesIn(file)).toEqual(['suppression-without-reason']);
  expect(editor.published.at(-1)?.version).toBe(1);
  await editor.change(file, withoutAccount);
  await handled(editor);
  expect(editor.rulesIn(file)).toEqual([]);
  await editor.change(file, ofNoUse + withoutAccount);
  await handled(editor);
  expect(editor.statuses.at(-1)?.state).toBe('scanning');
  source.open();
  await editor.settled();
  expect(editor.rulesIn(file)).toEqual(['suppression-without-reason', 'missing-service-account']);
});

test('what is closed again is silent until everything is read', async () => {
  const { editor, source } = await startScan({ [file]: ofNoUse + withoutAccount });
  await editor.open(file, ofNoUse + withoutAccount);
  while (editor.published.length === 0) await handled(editor);
  await editor.close(file);
  await handled(editor);
  expect(editor.rulesIn(file)).toEqual([]);
  source.open();
  await editor.settled();
  expect(editor.rulesIn(file)).toHaveLength(2);
});

test.each([
  [
    'that the configuration leaves out',
    { '.flux-tenancy.yaml': 'ignore: [apps]\n' },
    withoutAccount,
  ],
  ['that has nothing to do with Flux', {}, deployment],
])('nothing is said of what is open %s', async (_name, files, text) => {
  const { editor } = await startScan(files);
  const other = 'other.yaml';
  await editor.open(file, ofNoUse + text);
  await editor.open(other, ofNoUse + withoutAccount);
  while (editor.published.length === 0) await handled(editor);
  expect(editor.flagged).toEqual([`${repo}/${other}`]);
});
