import { expect, onTestFinished, test } from 'vitest';
import { Editor, type EditorOptions, repo } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };
const off = { rules: { 'missing-service-account': 'off' } };

async function start(options: EditorOptions = { files }): Promise<Editor> {
  const editor = await Editor.start(options);
  onTestFinished(() => editor.stop());
  return editor;
}

test('a rule that is switched off takes its diagnostics along', async () => {
  const editor = await start();
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
  editor.settings = off;
  await editor.notify('workspace/didChangeConfiguration', { settings: null });
  await editor.settled();
  expect(editor.flagged).toEqual([]);
  editor.settings = { rules: { 'missing-service-account': 'info' } };
  await editor.notify('workspace/didChangeConfiguration', { settings: null });
  await editor.settled();
  expect(editor.diagnosticsOf('apps/team-a.yaml')).toMatchObject([{ severity: 3 }]);
});

test('settings hold from the first scan on', async () => {
  const editor = await start({ files, settings: off });
  expect(editor.published).toEqual([]);
});

test('the schema check is on unless it is switched off', async () => {
  const mistyped = { ...files, 'apps/team-a.yaml': withAccount.replace('prune:', 'prun:') };
  const editor = await start({ files: mistyped, settings: { schemaCheck: 'auto' } });
  expect(editor.diagnosticsOf('apps/team-a.yaml')).toMatchObject([{ code: 'unknown-field' }]);
  editor.settings = { schemaCheck: 'off' };
  await editor.notify('workspace/didChangeConfiguration', { settings: null });
  await editor.settled();
  expect(editor.flagged).toEqual([]);
});

test('clients that answer no questions pass settings when they start and when they change', async () => {
  const editor = await start({
    files,
    capabilities: {},
    initializationOptions: { settings: off },
  });
  expect(editor.published).toEqual([]);
  await editor.notify('workspace/didChangeConfiguration', {
    settings: { fluxTenancy: { rules: {} } },
  });
  await editor.settled();
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
});

test('what is wrong in them is logged once, with what to do', async () => {
  const rules = { 'no-such-rule': 'off', 'missing-service-account': 'loud' };
  const settings = { rules, schemaCheck: 'maybe' };
  const editor = await start({ files, settings });
  await editor.notify('workspace/didChangeConfiguration', { settings: null });
  await editor.settled();
  expect(editor.logged).toEqual([
    'Setting fluxTenancy.rules.missing-service-account: expected one of error, warning, info, on, off. Correct it; until then it is left out.',
    'Setting fluxTenancy.schemaCheck: expected one of auto, on, off. Correct it; until then it is left out.',
    'Setting fluxTenancy.rules.no-such-rule: there is no such rule. Correct it; until then it is left out.',
  ]);
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
});
