import { expect, onTestFinished, test } from 'vitest';
import { directoryWith, runIn } from '../cli/support/command.ts';
import { Editor, repo } from '../lsp/support/editor.ts';
import { tenant, withoutAccount } from '../lsp/support/manifests.ts';

const secret = 'hunter2';

const head = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\n  namespace: team-a\n';
const encoded = Buffer.from(secret).toString('base64');

/** Secrets, whole and broken in all the ways in which parsers complain. */
const files = {
  'tenants/team-a.yaml': tenant,
  'apps/team-a.yaml': withoutAccount,
  'plain.yaml': `${head}stringData:\n  password: ${secret}\ndata:\n  other: ${encoded}\n`,
  'value-is-map.yaml': `${head}stringData: ${secret}\n`,
  'unclosed.yaml': `${head}stringData:\n  password: "${secret}\n`,
  'flow.yaml': `${head}stringData: {password: ${secret}\n`,
  'tab.yaml': `${head}stringData:\n\tpassword: ${secret}\n`,
  'alias.yaml': `${head}stringData:\n  password: *${secret}\n`,
  'tag.yaml': `${head}stringData:\n  password: !${secret} x\n`,
  'escape.yaml': `${head}stringData:\n  password: "\\${secret}"\n`,
  'indent.yaml': `${head}stringData:\n  password: a\n ${secret}\n`,
  'colon.yaml': `${head}stringData:\n  password: a: ${secret}\n`,
  'block.yaml': `${head}stringData:\n  password: |${secret}\n`,
  'directive.yaml': `%${secret} x\n---\n${head}`,
  'tag-without-suffix.yaml': `%TAG !${secret}! x\n---\n${head}stringData:\n  password: !${secret}! x\n`,
  'verbatim.yaml': `${head}stringData:\n  password: !<${secret} x\n`,
  'kustomization.yaml': `secretGenerator:\n  - name: login\n    literals:\n      - password=${secret}\n`,
  'release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\n  namespace: team-a\nspec:\n  values:\n    password: ${secret}\n`,
};

test('nothing of a secret gets into the log, a message, a status or a finding', async () => {
  const editor = await Editor.start({ files, settings: { rules: { [secret]: 'on' } } });
  onTestFinished(() => editor.stop());
  for (const [file, text] of Object.entries(files)) {
    await editor.open(file, text);
    const about = { textDocument: { uri: `${repo}/${file}` } };
    for (const [line] of text.split('\n').entries()) {
      const hover = await editor.request('textDocument/hover', {
        ...about,
        position: { line, character: 4 },
      });
      expect(JSON.stringify(hover)).not.toMatch(/hunter2|aHVudGVyM/);
    }
    const broken = { ...about, range: null, context: secret };
    await editor.request('textDocument/codeAction', broken).catch(() => undefined);
  }
  await editor.request('fluxTenancy/explain', { text: { secret } }).catch(() => undefined);
  const { tenants } = await editor.settled();
  expect(editor.published.length).toBeGreaterThan(1);
  expect(editor.logged.length).toBeGreaterThan(1);
  const unknownRule = (message: string) => message.includes('there is no such rule');
  const said = {
    logged: editor.logged.filter((message) => !unknownRule(message)),
    shown: editor.shown,
    statuses: editor.statuses,
    published: editor.published,
    tenants,
  };
  expect(JSON.stringify(said)).not.toMatch(/hunter2|aHVudGVyM/);
});

test.each(['pretty', 'json'])(
  'nothing of a secret gets into what the command line says in the format %s, but for the lines it quotes',
  async (format) => {
    const directory = directoryWith(files);
    for (const command of ['check', 'tenants', 'objects']) {
      const { stdout, stderr } = await runIn(directory, [command, '.', '--format', format]);
      expect(stdout + stderr).toContain('team-a');
      const said = (stdout + stderr).split('\n').filter((line) => !/^ *(?:\d+ )?\|/.test(line));
      expect(said.filter((line) => /hunter2|aHVudGVyM/.test(line))).toEqual([]);
    }
  },
);
