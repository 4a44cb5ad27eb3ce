import { describe, expect, test } from 'vitest';
import { suppressionRules } from '../../server/core/diagnostics/suppression-findings.ts';
import { analyze, rules } from '../../server/core/index.ts';
import { directoryWith, runIn } from './support/command.ts';
import { clean, oneError } from './support/manifests.ts';

const fail = new Error('out of order');

describe('exit code', () => {
  test('0 without findings', async () => {
    expect((await runIn(directoryWith(clean), ['check', '.'])).code).toBe(0);
  });

  test('1 with findings', async () => {
    expect((await runIn(directoryWith(oneError), ['check', '.'])).code).toBe(1);
  });

  const levels = ['error', 'warning', 'info'] as const;
  for (const [place, level] of levels.entries()) {
    for (const [limit, threshold] of levels.entries()) {
      const expected = place <= limit ? 1 : 0;
      test(`${expected} with a finding of level ${level} and --fail-on ${threshold}`, async () => {
        const rule = `missing-service-account=${level}`;
        const args = ['check', '.', '--rule', rule, '--fail-on', threshold];
        expect((await runIn(directoryWith(oneError), args)).code).toBe(expected);
      });
    }
  }

  test('0 if the rule is off', async () => {
    const args = ['check', '.', '--rule', 'missing-service-account=off'];
    expect((await runIn(directoryWith(oneError), args)).code).toBe(0);
  });

  test('3 if a rule fails, which wins over 1, and what was found is printed', async () => {
    const analyzeWithCrash: typeof analyze = (snapshot) => ({
      ...analyze(snapshot),
      crashes: [{ rule: 'source-not-found', message: 'out of order' }],
    });
    const outcome = await runIn(directoryWith(oneError), ['check', '.'], {
      parts: { analyze: analyzeWithCrash },
    });
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toContain('missing-service-account');
    expect(outcome.stdout).toContain('rule source-not-found failed');
    expect(outcome.stdout).toContain('incomplete');
  });

  test('3 if the engine itself fails', async () => {
    const outcome = await runIn(directoryWith(clean), ['check', '.'], {
      parts: {
        analyze: () => {
          throw fail;
        },
      },
    });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('out of order');
    expect(outcome.stdout).toBe('');
  });
});

describe('bad usage', () => {
  const cases: readonly [string, readonly string[], RegExp][] = [
    ['no command', [], /no command given/],
    [
      'unknown command',
      ['verify'],
      /unknown command 'verify'.*check, tenants, objects, explain and lsp/,
    ],
    ['no path', ['check'], /missing required argument/],
    ['empty path', ['check', ''], /no file or directory ""/],
    ['unknown path', ['check', 'nowhere'], /no file or directory "nowhere"/],
    ['unknown path for tenants', ['tenants', 'nowhere'], /no file or directory "nowhere"/],
    ['two paths for tenants', ['tenants', '.', '.'], /too many arguments/],
    ['a file that is no YAML', ['check', 'README.md'], /README\.md is not a YAML file/],
    ['unknown format', ['check', '.', '--format', 'xml'], /--format is pretty or json, not "xml"/],
    ['unknown severity', ['check', '.', '--fail-on', 'bad'], /error, warning or info, not "bad"/],
    ['unknown option', ['check', '.', '--strict'], /unknown option '--strict'/],
    ['unknown preset', ['check', '.', '--preset', 'all'], /--preset is recommended or strict/],
    ['unknown rule', ['check', '.', '--rule', 'nothing=off'], /unknown rule "nothing"; the rules/],
    [
      'mistyped rule',
      ['check', '.', '--rule', 'missing-serviceaccount=off'],
      /did you mean missing-service-account\?/,
    ],
    ['rule without level', ['check', '.', '--rule', 'source-not-found'], /takes an id and a level/],
    [
      'rule with unknown level',
      ['check', '.', '--rule', 'source-not-found=fatal'],
      /source-not-found: expected one of/,
    ],
    [
      'second rule without --rule',
      ['check', '.', '--rule', 'source-not-found=off', 'unknown-path=off'],
      /write --rule unknown-path=off/,
    ],
    ['lsp without --stdio', ['lsp'], /lsp --stdio/],
  ];
  for (const [name, args, message] of cases) {
    test(`2 and one sentence on stderr: ${name}`, async () => {
      const directory = directoryWith({ ...clean, 'README.md': 'Hello' });
      const outcome = await runIn(directory, args);
      expect(outcome).toMatchObject({ code: 2, stdout: '' });
      expect(outcome.stderr).toMatch(message);
      expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
    });
  }

  test('every rule can be configured, those on suppressions included', async () => {
    const ids = [...rules.map(({ meta }) => meta.id), ...Object.keys(suppressionRules)];
    const args = ids.flatMap((id) => ['--rule', `${id}=off`]);
    const outcome = await runIn(directoryWith(oneError), ['check', '.', ...args]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('help and version', () => {
  test('--version', async () => {
    const outcome = await runIn('/', ['--version']);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  for (const args of [['--help'], ['check', '--help'], ['tenants', '--help']]) {
    test(`${args.join(' ')} has examples and exit codes`, async () => {
      const outcome = await runIn('/', args);
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
      expect(outcome.stdout).toContain('Examples:\n  $ flux-tenancy');
      expect(outcome.stdout).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /);
    });
  }

  test('lsp --stdio starts the language server', async () => {
    let started = 0;
    const serve = async () => {
      started++;
    };
    const outcome = await runIn('/', ['lsp', '--stdio'], { parts: { serve } });
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(started).toBe(1);
  });
});
