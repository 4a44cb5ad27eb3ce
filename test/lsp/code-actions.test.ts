import { expect, onTestFinished, test } from 'vitest';
import { Editor, type EditorOptions, fullCapabilities } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

const file = 'apps/team-a.yaml';
const files = { 'tenants/team-a.yaml': tenant, [file]: withoutAccount };

async function startWithOpenFile(options: Partial<EditorOptions> = {}): Promise<Editor> {
  const editor = await Editor.start({ files, ...options });
  onTestFinished(() => editor.stop());
  await editor.open(file, withoutAccount);
  await editor.settled();
  return editor;
}

test('a fix is applied and the finding is gone', async () => {
  const editor = await startWithOpenFile();
  const actions = await editor.actions(file);
  const fix = actions.find(({ title }) => title.includes('serviceAccountName: team-a'));
  expect(fix).toMatchObject({
    kind: 'quickfix',
    isPreferred: false,
    diagnostics: [{ code: 'missing-service-account' }],
    edit: { documentChanges: [{ textDocument: { version: 1 } }] },
  });
  await editor.apply(fix?.edit);
  await editor.settled();
  expect(editor.textOf(file)).toContain('  serviceAccountName: team-a\n');
  expect(editor.flagged).toEqual([]);
});

test('for what no longer applies there is nothing, even before it is published', async () => {
  const editor = await startWithOpenFile();
  const shown = editor.diagnosticsOf(file);
  await editor.change(file, withAccount);
  expect(await editor.actions(file, shown)).toEqual([]);
});

test('accepting a finding asks for a reason', async () => {
  const editor = await startWithOpenFile();
  const actions = await editor.actions(file);
  const ignore = actions.find(({ title }) => title.startsWith('Ignore'));
  expect(ignore?.title).toBe('Ignore missing-service-account here, with a reason');
  expect(JSON.stringify(ignore?.edit)).toContain(
    '# flux-tenancy-ignore missing-service-account: $\u007b1:reason}',
  );
  await editor.apply(ignore?.edit);
  await editor.settled();
  expect(editor.textOf(file)).toMatch(
    /^ {2}# flux-tenancy-ignore missing-service-account: reason$/m,
  );
  expect(editor.flagged).toEqual([]);
});

test('clients without snippets or versions get what they understand', async () => {
  const editor = await startWithOpenFile({
    capabilities: { ...fullCapabilities, workspace: {} },
  });
  const actions = await editor.actions(file);
  expect(actions.length).toBeGreaterThan(1);
  for (const { edit } of actions) {
    expect(edit).not.toHaveProperty('documentChanges');
    expect(JSON.stringify(edit?.changes)).not.toContain('${');
  }
});

test('diagnostics of others, and other kinds of actions, are none of our business', async () => {
  const editor = await startWithOpenFile();
  const diagnostics = editor.diagnosticsOf(file);
  expect(
    await editor.actions(
      file,
      diagnostics.map((one) => ({ ...one, source: 'yaml' })),
    ),
  ).toEqual([]);
  const refactorings = await editor.request('textDocument/codeAction', {
    textDocument: { uri: `file:///repo/${file}` },
    range: diagnostics[0]?.range,
    context: { diagnostics, only: ['refactor'] },
  });
  expect(refactorings).toEqual([]);
});
