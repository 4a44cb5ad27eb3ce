import { expect, onTestFinished, test, vi } from 'vitest';
import type * as core from '../../server/core/index.ts';
import { Editor, repo } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

/** What throws: a rule, or one of the functions of the core. */
let faulty: 'nothing' | 'rule' | keyof typeof core = 'nothing';

vi.mock('../../server/core/index.ts', async (importOriginal) => {
  const original = await importOriginal<typeof core>();
  const names = ['hoverAt', 'findFixes', 'safeEditsIn', 'tenantViews', 'explain'] as const;
  const analyze: typeof original.analyze = (snapshot) => {
    throwIf('analyze');
    const crashes = faulty === 'rule' ? [{ rule: 'some-rule', message: 'no "secret" here' }] : [];
    return { ...original.analyze(snapshot), crashes };
  };
  const others = names.map((name) => [
    name,
    (...params: never[]) => {
      throwIf(name);
      return (original[name] as (...params: never[]) => unknown)(...params);
    },
  ]);
  return { ...original, ...Object.fromEntries(others), analyze };
});

function throwIf(name: keyof typeof core): void {
  if (faulty === name) throw new Error(`the ${name} of "secret" cannot be\nsecret`);
}

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };

async function start(): Promise<Editor> {
  faulty = 'nothing';
  const editor = await Editor.start({ files });
  onTestFinished(async () => {
    faulty = 'nothing';
    await editor.stop();
  });
  return editor;
}

test('a rule that fails is named once; the findings of others stay', async () => {
  const editor = await start();
  faulty = 'rule';
  for (const comment of ['changed', 'again']) {
    await editor.open('apps/team-a.yaml', `${withoutAccount}# ${comment}\n`);
    await editor.settled();
  }
  expect(editor.logged).toEqual([
    expect.stringMatching(/^rule some-rule failed at revision \d+: no …$/),
  ]);
  expect(editor.shown).toEqual([expect.stringContaining('some-rule')]);
  expect(editor.statuses.at(-1)).toMatchObject({
    state: 'incomplete',
    message: 'The rule some-rule failed, so its findings are missing; see the log.',
  });
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
});

test('an engine that fails says so once, leaves what was found before, and works again after the next change', async () => {
  const editor = await start();
  faulty = 'analyze';
  for (const comment of ['changed', 'again']) {
    await editor.open('apps/team-a.yaml', `${withoutAccount}# ${comment}\n`);
    editor.clock.advance(1000);
    await editor.request('textDocument/hover', place);
  }
  expect(editor.statuses.at(-1)?.state).toBe('incomplete');
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
  expect(editor.shown).toEqual([
    `Flux Tenancy: the check failed at ${repo}. Everything else still works. See the log.`,
  ]);
  expect(editor.logged).toEqual([expect.stringContaining('the check failed at')]);
  faulty = 'nothing';
  await editor.change('apps/team-a.yaml', withAccount);
  await editor.settled();
  expect(editor.statuses.at(-1)?.state).toBe('ready');
  expect(editor.flagged).toEqual([]);
});

const place = {
  textDocument: { uri: `${repo}/apps/team-a.yaml` },
  position: { line: 3, character: 3 },
};
const diagnostics = {
  source: 'flux-tenancy',
  code: 'missing-service-account',
  range: { start: { line: 6, character: 0 }, end: { line: 6, character: 4 } },
  message: '',
};
const actions = (context: object) => ({
  textDocument: place.textDocument,
  range: diagnostics.range,
  context,
});
const here = ` at ${repo}/apps/team-a.yaml`;

test.each([
  ['hoverAt', 'textDocument/hover', place, `hover failed${here}:4`],
  [
    'findFixes',
    'textDocument/codeAction',
    actions({ diagnostics: [diagnostics] }),
    `codeAction failed${here}:7`,
  ],
  [
    'safeEditsIn',
    'textDocument/codeAction',
    actions({ diagnostics: [], only: ['source.fixAll'] }),
    `codeAction failed${here}:7`,
  ],
  [
    'findFixes',
    'codeAction/resolve',
    {
      title: 'Fix',
      data: {
        uri: place.textDocument.uri,
        rule: 'missing-service-account',
        title: 'Fix',
        start: diagnostics.range.start,
      },
    },
    `codeActionResolve failed${here}:7`,
  ],
  ['tenantViews', 'fluxTenancy/tenants', {}, 'tenants failed'],
  ['explain', 'fluxTenancy/explain', { text: 'not ready' }, 'explain failed'],
] as const)(
  'when %s throws, %s is answered with an error, said once, and the next answer is right',
  async (name, method, params, failed) => {
    const editor = await start();
    const right = await editor.request(method, params);
    faulty = name;
    const answers = [editor.request(method, params), editor.request(method, params)];
    for (const { status } of await Promise.allSettled(answers)) expect(status).toBe('rejected');
    expect(editor.shown.filter((message) => message.includes('failed'))).toEqual([
      `Flux Tenancy: ${failed}. Everything else still works. See the log.`,
    ]);
    const [line, ...others] = editor.logged;
    expect(others).toEqual([]);
    expect(line).toContain(`${failed}: Error: the ${name} of …\n    at `);
    expect(line).not.toContain('secret');
    faulty = 'nothing';
    expect(await editor.request(method, params)).toEqual(right);
  },
);
