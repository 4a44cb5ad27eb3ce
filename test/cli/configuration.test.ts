import { describe, expect, test } from 'vitest';
import { checkJson, directoryWith, runIn } from './support/command.ts';
import { oneError, sync } from './support/manifests.ts';

const withConfiguration = (text: string) =>
  directoryWith({ ...oneError, '.flux-tenancy.yaml': text });

describe('the configuration file', () => {
  test('holds on the command line', async () => {
    const cwd = withConfiguration('rules: { missing-service-account: off }\n');
    expect((await runIn(cwd, ['check', '.'])).code).toBe(0);
    const ignoring = withConfiguration('ignore: ["**"]\n');
    const outcome = await runIn(ignoring, ['check', '.']);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('no tenants found');
  });

  test('gives way to --rule', async () => {
    const cwd = withConfiguration('rules: { missing-service-account: off }\n');
    const args = ['check', '.', '--rule', 'missing-service-account=error'];
    expect((await runIn(cwd, args)).code).toBe(1);
  });

  test('has the preset, unless the command line has one', async () => {
    const strict = withConfiguration('preset: strict\n');
    const recommended = withConfiguration('preset: recommended\n');
    const rulesIn = async (cwd: string, ...args: readonly string[]) => {
      const { output } = await checkJson(cwd, ['.', ...args]);
      return output.diagnostics.map(({ rule }) => rule);
    };
    const strictRule = 'tenant-network-policy-missing';
    expect(await rulesIn(strict)).toContain(strictRule);
    expect(await rulesIn(recommended, '--preset', 'strict')).toContain(strictRule);
    expect(await rulesIn(strict, '--preset', 'recommended')).not.toContain(strictRule);
    expect(await rulesIn(recommended, '--rule', `${strictRule}=on`)).toContain(strictRule);
    expect(await rulesIn(strict, '--rule', `${strictRule}=off`)).not.toContain(strictRule);
  });

  test('accepts findings, which are listed with the reasons on demand', async () => {
    const cwd = withConfiguration(
      'suppressions: [{ rules: [missing-service-account], paths: [tenants/], reason: "by hand" }]\n',
    );
    const { code, output } = await checkJson(cwd, ['.', '--show-suppressed']);
    expect(code).toBe(0);
    expect(output.suppressed).toMatchObject([
      { rule: 'missing-service-account', reason: 'by hand', file: 'tenants/sync.yaml' },
    ]);
  });

  for (const command of ['check', 'tenants', 'objects']) {
    test(`with mistakes ends ${command} with 2, and each mistake is printed with its place`, async () => {
      const cwd = withConfiguration('tenant: []\nrules:\n  missing-service-account: loud\n');
      const { code, stdout, stderr } = await runIn(cwd, [command, '.', '--format', 'json']);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trimEnd().split('\n')).toEqual([
        'flux-tenancy: .flux-tenancy.yaml:1:1: there is no key `tenant`; the nearest is `tenants`',
        'flux-tenancy: .flux-tenancy.yaml:3:28: `missing-service-account` has `loud`, not `error`, `warning`, `info`, `on` or `off`',
      ]);
    });
  }
});

describe('the schema check', () => {
  const mistyped = sync('team-a').replace('prune:', 'prun:');
  const files = { ...oneError, 'tenants/sync.yaml': mistyped };
  const rulesIn = async (files: Readonly<Record<string, string>>, ...args: string[]) => {
    const cwd = directoryWith(files);
    const { stdout } = await runIn(cwd, ['check', '.', '--format', 'json', ...args]);
    return new Set(stdout.match(/"rule": "[a-z-]+"/g));
  };
  const found = '"rule": "unknown-field"';

  test('is on unless an option or, before that, the configuration file says otherwise', async () => {
    expect(await rulesIn(files)).toContain(found);
    expect(await rulesIn(files, '--schema-check', 'off')).not.toContain(found);
    const on = { ...files, '.flux-tenancy.yaml': 'schemaCheck: on\n' };
    expect(await rulesIn(on, '--schema-check', 'off')).toContain(found);
    const off = { ...files, '.flux-tenancy.yaml': 'schemaCheck: off\n' };
    expect(await rulesIn(off, '--schema-check', 'on')).not.toContain(found);
  });

  test('is on or off', async () => {
    const { code, stderr } = await runIn(directoryWith(files), ['check', '.', '--schema-check=no']);
    expect(code).toBe(2);
    expect(stderr).toContain('--schema-check is on or off, not "no"');
  });
});
