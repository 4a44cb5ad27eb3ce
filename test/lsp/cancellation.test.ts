import { expect, onTestFinished, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import type { TenantsResult } from '../../server/lsp/protocol.ts';
import { Editor, repo, uriOf } from './support/editor.ts';
import { GatedFileSource } from './support/gated-file-source.ts';
import { tenant, withoutAccount } from './support/manifests.ts';

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };
const hoverAtStart = {
  textDocument: { uri: uriOf('apps/team-a.yaml') },
  position: { line: 0, character: 0 },
};

async function startScan() {
  const source = new GatedFileSource(files);
  const editor = await Editor.startWithoutWaiting({ folders: { [repo]: source } });
  onTestFinished(async () => {
    source.open();
    await editor.stop();
  });
  return { editor, source };
}

test('what waits for the scan is answered as soon as it is cancelled', async () => {
  const { editor, source } = await startScan();
  const cancelled = new CancellationTokenSource();
  const first = editor.request('fluxTenancy/tenants', {}, cancelled.token);
  const second = editor.request<TenantsResult>('fluxTenancy/tenants');
  cancelled.cancel();
  await expect(first).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  source.open();
  expect((await second).tenants).toHaveLength(1);
  expect(editor.logged).toEqual([]);
});

test('what is cancelled before its turn is not begun', async () => {
  const { editor, source } = await startScan();
  source.open();
  await editor.settled();
  const cancelled = new CancellationTokenSource();
  const answers = ['textDocument/hover', 'fluxTenancy/explain'].map((method) =>
    editor.request(method, { ...hoverAtStart, text: 'x' }, cancelled.token),
  );
  cancelled.cancel();
  for (const answer of answers) {
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  }
});

test('a request about a document is answered during the scan, with what can be said', async () => {
  const { editor, source } = await startScan();
  await editor.open('apps/team-a.yaml', withoutAccount);
  expect(await editor.request('textDocument/hover', hoverAtStart)).toBeNull();
  expect(await editor.actions('apps/team-a.yaml')).toEqual([]);
  source.open();
  await editor.settled();
  expect(editor.rulesIn('apps/team-a.yaml')).not.toEqual([]);
});
