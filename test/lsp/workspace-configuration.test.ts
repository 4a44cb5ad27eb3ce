import { expect, onTestFinished, test } from 'vitest';
import { Editor, repo } from './support/editor.ts';
import { tenant, withoutAccount } from './support/manifests.ts';

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };
const file = '.flux-tenancy.yaml';

async function start(texts: Readonly<Record<string, string>>): Promise<Editor> {
  const editor = await Editor.start({ files: texts });
  onTestFinished(() => editor.stop());
  return editor;
}

test('what is typed into the configuration file holds for the other files at once', async () => {
  const editor = await start({ ...files, [file]: 'ignore: [docs]\n' });
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
  await editor.open(file, 'ignore: [docs]\n');
  await editor.change(file, 'ignore: [apps]\n');
  await editor.settled();
  expect(editor.flagged).toEqual([]);
  await editor.change(file, 'rules: { missing-service-account: info }\n');
  await editor.settled();
  expect(editor.diagnosticsOf('apps/team-a.yaml')).toMatchObject([{ severity: 3 }]);
  await editor.close(file);
  await editor.settled();
  expect(editor.diagnosticsOf('apps/team-a.yaml')).toMatchObject([{ severity: 1 }]);
});

test('mistakes in it are shown, even where there is no Flux, with a fix but nothing to ignore them', async () => {
  const editor = await start({ [file]: 'tenant: []\n' });
  expect(editor.diagnosticsOf(file)).toMatchObject([
    {
      code: 'invalid-configuration',
      severity: 1,
      codeDescription: { href: expect.stringMatching(/\/docs\/configuration\.md$/) },
    },
  ]);
  await editor.open(file, 'tenant: []\n');
  const actions = await editor.actions(file);
  expect(actions.map(({ title }) => title)).toEqual(['Change to `tenants`']);
  await editor.apply(actions[0]?.edit);
  await editor.settled();
  expect(editor.diagnosticsOf(file)).toEqual([]);
});

test('files that it ignores are forgotten when they are deleted', async () => {
  const editor = await start({ ...files, [file]: 'ignore: [apps]\n' });
  await editor.watched({ apps: 'Deleted' });
  await editor.open(file, '');
  await editor.settled();
  expect(editor.flagged).toEqual([]);
});
