import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { ExplainOutput } from '../../server/cli/explain-output.ts';
import { analyze } from '../../server/core/index.ts';
import { type Circumstances, directoryWith, runIn } from './support/command.ts';
import { clean, oneError } from './support/manifests.ts';

const schema = join(import.meta.dirname, '../../schemas/explain-output.schema.json');
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schema, 'utf8')),
);

const denied =
  'Deployment/team-a/web dry-run failed (Forbidden): deployments.apps "web" is forbidden: User "system:serviceaccount:team-a:default" cannot patch resource "deployments" in API group "apps" in the namespace "team-a"';

async function explainJson(
  text: string,
  circumstances: Circumstances = {},
): Promise<{ readonly code: number; readonly output: ExplainOutput }> {
  const args = ['explain', '.', '--message', text, '--format', 'json'];
  const { code, stdout } = await runIn(directoryWith(oneError), args, circumstances);
  const output = JSON.parse(stdout);
  validate(output);
  expect(validate.errors ?? []).toEqual([]);
  return { code, output };
}

test('a message comes with its meaning, the rule and the line', async () => {
  const row = `team-a  apps  5d  False  ${denied}`;
  const { code, output } = await explainJson(row);
  expect(code).toBe(0);
  expect(output).toEqual({
    version: 1,
    messages: [
      {
        kind: 'forbidden',
        text: denied,
        says: 'The API server does not let ServiceAccount `default` of namespace `team-a` patch `deployments` of API group `apps` in namespace `team-a`.',
        objects: [
          {
            role: 'reporter',
            kind: 'Kustomization',
            resource: null,
            namespace: 'team-a',
            name: 'apps',
            found: true,
          },
          {
            role: 'object',
            kind: 'Deployment',
            resource: null,
            namespace: 'team-a',
            name: 'web',
            found: false,
          },
        ],
        account: { namespace: 'team-a', name: 'default' },
        access: {
          verb: 'patch',
          resource: 'deployments',
          group: 'apps',
          scope: 'namespace',
          namespace: 'team-a',
        },
        rules: [
          {
            rule: 'missing-service-account',
            title: expect.stringMatching(/\w/),
            why: expect.stringMatching(/\.$/),
            remedy: expect.stringMatching(/\.$/),
            page: expect.stringMatching(/^https:.*\/rules\/missing-service-account\.md$/),
            found: true,
          },
        ],
        places: [
          {
            role: 'finding',
            file: 'tenants/sync.yaml',
            line: 4,
            column: 9,
            endLine: 4,
            endColumn: 13,
            message: expect.stringContaining('has no `serviceAccountName`'),
            rule: 'missing-service-account',
            severity: 'error',
          },
        ],
      },
    ],
    named: [],
    accounts: [],
    places: [],
    cut: false,
  });
});

test('what is not recognised fails, and the objects that it names are printed', async () => {
  const { code, output } = await explainJson('Kustomization/team-a/apps is odd');
  expect(code).toBe(1);
  expect(output).toMatchObject({
    messages: [],
    named: [{ kind: 'Kustomization', namespace: 'team-a', name: 'apps', found: true }],
    places: [{ role: 'object', file: 'tenants/sync.yaml', line: 4 }],
  });
});

test('people get the sentence, the line and what to do', async () => {
  const { stdout } = await runIn(directoryWith(oneError), ['explain', '--message', denied]);
  expect(stdout).toMatch(/^The API server does not let ServiceAccount `default`/);
  expect(stdout).toContain('\n  tenants/sync.yaml:4:9  error  Kustomization `apps` of tenant');
  expect(stdout).toContain('\n  4 |   name: apps\n    |         ^^^^\n');
  expect(stdout).toContain('\n  missing-service-account  ');
  expect(stdout).toContain('/docs/rules/missing-service-account.md\n');
});

test('rules that have found nothing are named as what it can be', async () => {
  const text = "can't access 'GitRepository/b/apps', cross-namespace references have been blocked";
  const { code, stdout } = await runIn(directoryWith(clean), ['explain', '--message', text]);
  expect(code).toBe(0);
  expect(stdout).toContain('\n  cross-namespace-source  ');
});

test('people are told how to give a message that is not recognised', async () => {
  const { code, stdout } = await runIn(directoryWith(oneError), [
    'explain',
    '--message',
    'Pod/a/b',
  ]);
  expect(code).toBe(1);
  expect(stdout).toBe(
    'This is no message that is known here. Give it as it was printed, from the name of the object to its end.\n\nIt names Pod a/b.\n',
  );
});

test('the message is read from a pipe, with characters that fall apart in it', async () => {
  const bytes = new TextEncoder().encode(`✗ Kustomization reconciliation failed: ${denied}`);
  const input = [bytes.slice(0, 1), bytes.slice(1, 50), bytes.slice(50)];
  const { code, stdout } = await runIn(directoryWith(oneError), ['explain', '.'], { input });
  expect(code).toBe(0);
  expect(stdout).toContain('missing-service-account');
});

test('of a long log the beginning is read, and that is said', async () => {
  const input = `${denied}\n`.repeat(1000);
  const { code, stdout } = await runIn(directoryWith(oneError), ['explain'], { input });
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n\n\nthe text is long: only its beginning was read\n$/);
});

test('a message cannot do anything to a terminal', async () => {
  const text = 'namespace not specified Pod/a/b \u202e\u001b\u0007';
  const { stdout } = await runIn(directoryWith(clean), ['explain', '--message', text]);
  expect(stdout).toContain('namespace not specified');
  for (const acting of ['\u202e', '\u001b', '\u0007']) expect(stdout).not.toContain(acting);
});

test.each([
  [
    'no message at a terminal',
    ['explain'],
    undefined,
    /^flux-tenancy: there is no message; pipe one/,
  ],
  ['nothing in the pipe', ['explain'], ' \n', /^flux-tenancy: the message is empty; pipe one/],
  [
    'an empty message',
    ['explain', '--message', ''],
    undefined,
    /^flux-tenancy: the message is empty/,
  ],
  [
    'a message as PATH',
    ['explain', denied],
    undefined,
    /if that is the message, write --message in/,
  ],
  [
    'a PATH that is not there',
    ['explain', 'a', '--message', 'x'],
    undefined,
    /directory "a"; give the/,
  ],
  [
    'a format that is none',
    ['explain', '--format', 'sarif', '--message', 'x'],
    undefined,
    /--format/,
  ],
])('%s is a mistake of the caller', async (_, args, input, problem) => {
  const { code, stdout, stderr } = await runIn(
    directoryWith(clean),
    args,
    input === undefined ? {} : { input },
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(problem);
});

test('when a rule fails the explanation is incomplete', async () => {
  const crashes = [{ rule: 'missing-service-account', message: 'oops' }];
  const parts = {
    analyze: (snapshot: Parameters<typeof analyze>[0]) => ({ ...analyze(snapshot), crashes }),
  };
  const { code, output } = await explainJson(denied, { parts });
  expect(code).toBe(3);
  expect(output.messages).toHaveLength(1);
});
