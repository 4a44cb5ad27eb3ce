import { expect, onTestFinished, test } from 'vitest';
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver/node';
import { Editor, fullCapabilities, uriOf } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

const file = 'apps/team-a.yaml';
const alert = `apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: all
  namespace: team-a
spec:
  providerRef:
    name: chat
    namespace: flux-system
  eventSources:
    - kind: Kustomization
      name: '*'
`;

const resolving: ClientCapabilities = {
  ...fullCapabilities,
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

async function start(text: string, capabilities = fullCapabilities): Promise<Editor> {
  const files = { 'tenants/team-a.yaml': tenant, [file]: text };
  const editor = await Editor.start({ files, capabilities });
  onTestFinished(() => editor.stop());
  await editor.open(file, text);
  await editor.settled();
  return editor;
}

function fixAll(editor: Editor, only: readonly string[]): Promise<readonly CodeAction[]> {
  const origin = { line: 0, character: 0 };
  return editor.request('textDocument/codeAction', {
    textDocument: { uri: uriOf(file) },
    range: { start: origin, end: origin },
    context: { diagnostics: [], only },
  });
}

test.each(['source.fixAll', 'source.fixAll.fluxTenancy', 'source'])(
  '%s applies the safe fixes of the document',
  async (kind) => {
    const editor = await start(`${alert}---\n${alert.replace('name: all', 'name: more')}`);
    const [action, ...others] = await fixAll(editor, [kind]);
    expect(others).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.fluxTenancy');
    await editor.apply(action?.edit);
    await editor.settled();
    expect(editor.textOf(file)).not.toContain('flux-system');
    expect(editor.rulesIn(file)).not.toContain('unsupported-ref-namespace');
  },
);

test('what is not safe is left alone, and so are kinds of others', async () => {
  const editor = await start(withoutAccount);
  expect(await fixAll(editor, ['source.fixAll'])).toEqual([]);
  expect(await fixAll(editor, ['source.fixAll.eslint'])).toEqual([]);
});

test('a fix gets its edits when it is applied, from the texts of then', async () => {
  const editor = await start(withoutAccount, resolving);
  const offered = (await editor.actions(file)).find(({ title }) => title.startsWith('Insert'));
  expect(offered?.edit).toBeUndefined();
  await editor.change(file, `${withoutAccount}# a comment\n`);
  const resolved = await editor.request<CodeAction>('codeAction/resolve', offered);
  await editor.apply(resolved.edit);
  await editor.settled();
  expect(editor.textOf(file)).toContain('# a comment');
  expect(editor.flagged).toEqual([]);
});

test('a fix whose world has changed says that it no longer applies', async () => {
  const editor = await start(withoutAccount, resolving);
  const offered = (await editor.actions(file)).find(({ title }) => title.startsWith('Insert'));
  await editor.change(file, withAccount);
  const resolved = await editor.request<CodeAction>('codeAction/resolve', offered);
  expect(resolved.edit).toBeUndefined();
  expect(editor.shown).toEqual([
    `“${offered?.title}” no longer applies: the files have changed since it was offered.`,
  ]);
});
