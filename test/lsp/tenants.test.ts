import { expect, onTestFinished, test } from 'vitest';
import { Editor, repo } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };

test('tenants come with what they own and with their problems', async () => {
  const editor = await Editor.start({ files });
  onTestFinished(() => editor.stop());
  const { hasFlux, situation, tenants } = await editor.settled();
  expect(hasFlux).toBe(true);
  expect(situation).toBe('tenants');
  expect(tenants).toMatchObject([
    {
      name: 'team-a',
      confidence: 'proven',
      place: { uri: `${repo}/tenants/team-a.yaml` },
      namespaces: [{ kind: 'Namespace', name: 'team-a' }],
      kustomizations: [
        {
          kind: 'Kustomization',
          name: 'apps',
          namespace: 'team-a',
          place: { uri: `${repo}/apps/team-a.yaml`, range: { start: { line: 3 } } },
          problems: { errors: 1, warnings: 0, infos: 0 },
        },
      ],
      sources: [{ kind: 'GitRepository', name: 'apps' }],
      serviceAccounts: [{ name: 'team-a' }],
      bindings: [{ kind: 'RoleBinding', name: 'team-a' }],
      problems: { errors: 1, warnings: 0, infos: 0 },
    },
  ]);
});

test('the client is told when to ask again', async () => {
  const editor = await Editor.start({ files });
  onTestFinished(() => editor.stop());
  const before = editor.modelChanges;
  await editor.open('apps/team-a.yaml', withoutAccount);
  await editor.settled();
  expect(editor.modelChanges).toBe(before);
  await editor.change('apps/team-a.yaml', withAccount);
  const { tenants } = await editor.settled();
  expect(editor.modelChanges).toBe(before + 1);
  expect(tenants[0]?.problems.errors).toBe(0);
});

test('a workspace of one administrator is called so', async () => {
  const platform = withAccount.replaceAll('team-a', 'flux-system');
  const editor = await Editor.start({ files: { 'apps.yaml': platform } });
  onTestFinished(() => editor.stop());
  expect(await editor.settled()).toEqual({
    hasFlux: true,
    situation: 'single-administrator',
    tenants: [],
  });
});

test('the request needs no parameters, as our client sends it, and neither does the question whether anybody is there', async () => {
  const editor = await Editor.start({ files });
  onTestFinished(() => editor.stop());
  expect(await editor.request('fluxTenancy/tenants', undefined)).toMatchObject({ hasFlux: true });
  expect(await editor.request('fluxTenancy/alive', undefined)).toBeNull();
});
