import { expect, onTestFinished, test } from 'vitest';
import { Editor, type EditorOptions, fullCapabilities, repo } from './support/editor.ts';
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

test('a finding is accepted here, in the file, below a directory, or everywhere', async () => {
  const editor = await startWithOpenFile();
  const accepting = (await editor.actions(file)).slice(-4);
  expect(accepting.map(({ title }) => title)).toEqual([
    'Ignore missing-service-account here, with a reason',
    'Ignore missing-service-account in this whole file, with a reason',
    'Ignore missing-service-account below apps/ in .flux-tenancy.yaml, with a reason',
    'Switch off missing-service-account in .flux-tenancy.yaml',
  ]);
  const configuration = `${repo}/.flux-tenancy.yaml`;
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  expect(accepting[2]?.edit).toEqual({
    documentChanges: [
      { kind: 'create', uri: configuration },
      {
        textDocument: { uri: configuration, version: null },
        edits: [
          {
            range,
            snippet: {
              kind: 'snippet',
              value:
                'suppressions:\n  - rules: [missing-service-account]\n    paths: [/apps/]\n    reason: "$\u007b1:reason}"\n',
            },
          },
        ],
      },
    ],
  });
  expect(accepting[3]?.edit?.documentChanges?.[1]).toMatchObject({
    edits: [{ range, newText: 'rules:\n  missing-service-account: off\n' }],
  });
});

test('the configuration file that is open is edited in the version that it has', async () => {
  const configuration = '.flux-tenancy.yaml';
  const text = 'ignore: ["$\u007bx}\\\\"]\n';
  const editor = await startWithOpenFile({ files: { ...files, [configuration]: text } });
  await editor.open(configuration, text, 7);
  await editor.settled();
  const below = (await editor.actions(file)).find(({ title }) => title.includes('below apps/'));
  expect(below?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 7 } }]);
  await editor.apply(below?.edit);
  await editor.settled();
  expect(editor.textOf(configuration)).toBe(
    `${text}suppressions:\n  - rules: [missing-service-account]\n    paths: [/apps/]\n    reason: "reason"\n`,
  );
  expect(editor.flagged).toEqual([]);
});

test('what would be a placeholder of a snippet by chance is escaped', async () => {
  const strange = 'apps/$1/team-a.yaml';
  const editor = await Editor.start({
    files: { 'tenants/team-a.yaml': tenant, [strange]: withoutAccount },
  });
  onTestFinished(() => editor.stop());
  await editor.open(strange, withoutAccount);
  await editor.settled();
  const actions = await editor.actions(strange);
  const below = actions.find(({ title }) => title.includes('below apps/$1/'));
  expect(JSON.stringify(below?.edit)).toContain(JSON.stringify('/apps/\\$1/').slice(1, -1));
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
