import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../server/cli/visible-text.ts';
import type { Analysis, Diagnostic, Fix, Snapshot } from '../../server/core/index.ts';
import { type Circumstances, directoryWith, type Files, runIn } from './support/command.ts';
import { clean, oneError, sync, tenantNamespace } from './support/manifests.ts';

async function pretty(
  files: Files,
  circumstances: Circumstances = {},
  args: readonly string[] = [],
): Promise<string> {
  return (await runIn(directoryWith(files), ['check', '.', ...args], circumstances)).stdout;
}

/** One finding of another kind, in a line of our choice. */
function withSource(line: string): Files {
  const text = sync('team-a', 'team-a').replace('    kind: GitRepository\n    name: apps', line);
  return { ...clean, 'tenants/sync.yaml': text };
}

/** Stands in for the engine, so that the form of a report is tested apart from the words of rules. */
function findsTwoThings(snapshot: Snapshot): Analysis {
  const at = (file: string, text: string, length = text.length) => {
    const start = snapshot.files.get(file)?.text.indexOf(text) ?? 0;
    return { file, start, end: start + length };
  };
  const name = at('tenants/namespace.yaml', 'team-a');
  const none = { related: [], object: undefined, tenant: undefined, fixes: () => [] };
  const short: Diagnostic = {
    ...none,
    rule: 'short-name',
    severity: 'info',
    message: 'the name is short',
    span: name,
  };
  const fix: Fix = {
    title: 'Insert `thing: team-a`',
    safety: 'safe',
    edits: [],
    creations: [],
    deletions: [],
  };
  const missing: Diagnostic = {
    ...none,
    rule: 'missing-thing',
    severity: 'error',
    message: 'something is missing',
    span: at('tenants/sync.yaml', 'spec:', 20),
    related: [{ span: name, message: 'the tenant is declared here' }],
    fixes: () => [fix],
  };
  return {
    diagnostics: new Map([missing, short].map((each) => [each.span.file, [each]])),
    suppressed: [],
    crashes: [],
    notes: [],
  };
}

describe('check for people', () => {
  test('shows findings with their source, related places, fixes and a summary', async () => {
    const shown = await pretty(oneError, { parts: { analyze: findsTwoThings } });
    expect(shown).toBe(`tenants/namespace.yaml
  4:9  info  the name is short  short-name
    |
  4 |   name: team-a
    |         ^^^^^^

tenants/sync.yaml
  6:1  error  something is missing  missing-thing
    |
  6 | spec:
    | ^^^^^
    = tenants/namespace.yaml:4:9: the tenant is declared here
    = fix: Insert \`thing: team-a\`

1 error, 1 info in 2 of 3 files · 1 tenant
`);
  });

  test('says what was checked if nothing was found', async () => {
    expect(await pretty(clean)).toBe('no findings · 3 files, 1 tenant\n');
  });

  test('shows suppressed findings on demand', async () => {
    const comment = 'name: apps # flux-tenancy-ignore missing-service-account: checked by hand\n';
    const text = sync('team-a').replace('name: apps\n', comment);
    const files = { ...oneError, 'tenants/sync.yaml': text };
    expect(await pretty(files)).toBe('no findings · 3 files, 1 tenant · 1 suppressed\n');
    const shown = await pretty(files, {}, ['--show-suppressed']);
    expect(shown).toMatch(/^ {2}4:9 {2}suppressed {2}.* {2}missing-service-account$/m);
    expect(shown).toContain('= suppressed: checked by hand');
  });

  test('marks characters of all widths', async () => {
    const shown = await pretty(
      withSource('    {"团队😀": 1, kind: GitRepository, name: apps, namespace: flux-system}'),
      {},
      ['--schema-check', 'off'],
    );
    const [source = '', marks = ''] = shown.split('\n').slice(3, 5);
    expect(displayWidth(source.slice(0, source.indexOf('flux-system')))).toBe(marks.indexOf('^'));
    expect(marks.trimEnd()).toMatch(/ \^{11}$/);
  });

  test('escapes what would act on a terminal', async () => {
    const shown = await pretty({
      ...clean,
      'tenants/evil\u001b[2J.yaml': sync('team-a').replace(
        'name: apps',
        'name: apps # \u009b2J \u202e',
      ),
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(shown).toContain('tenants/evil\\x1b[2J.yaml');
    expect(shown).toContain('name: apps # \\x9b2J \\u202e');
  });

  test('clips long source lines around the mark', async () => {
    const long = 'x'.repeat(5000);
    const line = `    {kind: GitRepository, name: apps, a: ${long}, namespace: flux-system, b: ${long}}`;
    const lines = (await pretty(withSource(line))).split('\n');
    expect(lines.some((each) => each.includes('… namespace: flux-system, b: x'))).toBe(false);
    expect(lines.some((each) => /\| …x+, namespace: flux-system, b: x+…$/.test(each))).toBe(true);
    for (const each of lines.slice(2, 5)) expect(displayWidth(each)).toBeLessThanOrEqual(120);
  });

  for (const columns of [40, 80, 200]) {
    test(`keeps within a terminal of ${columns} columns`, async () => {
      const circumstances = { terminal: { columns }, env: { NO_COLOR: '1' } };
      const lines = (await pretty(oneError, circumstances)).split('\n');
      for (const each of lines.slice(0, 5)) expect(displayWidth(each)).toBeLessThanOrEqual(columns);
    });
  }
});

describe('workspaces without tenants', () => {
  const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
  const platform = sync('flux-system').replaceAll('apps', 'flux-system');
  const cases: readonly [string, Files, RegExp][] = [
    ['no files', {}, /^no tenants found: there are no YAML files/m],
    ['no manifests', { 'a.yaml': 'a: 1' }, /^no tenants found: .* holds a Kubernetes manifest/m],
    ['no Flux', { 'a.yaml': configMap }, /^no tenants found: .* is a Flux object/m],
    ['no tenant', { 'a.yaml': platform }, /^no tenants found: nothing carries the label/m],
    ['one administrator', { 'b.yaml': platform }, /as in one administrator's repository \(\.flux/m],
  ];
  for (const [name, files, message] of cases) {
    test(`explains itself: ${name}`, async () => {
      expect(await pretty(files)).toMatch(message);
    });
  }
});

describe('colours', () => {
  const terminal = { columns: 100 };
  const cases: readonly [string, Circumstances, boolean][] = [
    ['a pipe', {}, false],
    ['a terminal', { terminal }, true],
    ['a terminal with NO_COLOR', { terminal, env: { NO_COLOR: '1' } }, false],
    ['a terminal with an empty NO_COLOR', { terminal, env: { NO_COLOR: '' } }, true],
    ['a terminal with FORCE_COLOR=0', { terminal, env: { FORCE_COLOR: '0' } }, false],
    ['a dumb terminal', { terminal, env: { TERM: 'dumb' } }, false],
    ['a pipe with FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, true],
  ];
  for (const [name, circumstances, expected] of cases) {
    test(`${expected ? 'on' : 'off'} for ${name}`, async () => {
      expect((await pretty(oneError, circumstances)).includes('\u001b[')).toBe(expected);
    });
  }

  test('never in JSON', async () => {
    const shown = await pretty(oneError, { terminal }, ['--format', 'json']);
    expect(shown).not.toContain('\u001b');
  });
});

describe('tenants for people', () => {
  test('shows each tenant and what is theirs', async () => {
    const files = { ...oneError, 'b.yaml': tenantNamespace('team-b') };
    const { code, stdout } = await runIn(directoryWith(files), ['tenants', '.']);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "team-a  proven
        namespaces
          team-a
        kustomizations
          team-a/apps  tenants/sync.yaml:4
        sources
          GitRepository team-a/apps  tenants/source.yaml:4
        service accounts
          team-a/team-a  tenants/source.yaml:13
        bindings
          RoleBinding team-a/team-a  tenants/source.yaml:19
        because of
          label \`toolkit.fluxcd.io/tenant\` on Namespace \`team-a\`  tenants/namespace.yaml:6

      team-b  proven
        namespaces
          team-b
        because of
          label \`toolkit.fluxcd.io/tenant\` on Namespace \`team-b\`  b.yaml:6

      2 tenants
      "
    `);
  });

  test('explains why there are none', async () => {
    const { code, stdout } = await runIn(directoryWith({}), ['tenants', '.']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no tenants found: there are no YAML files/);
  });
});
