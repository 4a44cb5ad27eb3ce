import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../server/core/index.ts';
import { checkJson, directoryWith, runIn } from './support/command.ts';
import { clean, oneError, sync, tenantNamespace } from './support/manifests.ts';

function validator(name: string) {
  const path = join(import.meta.dirname, '../../schemas', name);
  return new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(path, 'utf8')),
  );
}

const validateCheck = validator('check-output.schema.json');
const validateTenants = validator('tenants-output.schema.json');

function expectValid(validate: typeof validateCheck, output: unknown): void {
  validate(output);
  expect(validate.errors ?? []).toEqual([]);
}

describe('check --format json', () => {
  test('says everything about a finding', async () => {
    const { output } = await checkJson(directoryWith(oneError));
    expectValid(validateCheck, output);
    expect(output.summary).toEqual({
      errors: 1,
      warnings: 0,
      infos: 0,
      suppressed: 0,
      files: 3,
      manifests: 5,
      tenants: 1,
      incomplete: false,
      notes: [],
    });
    expect(output.diagnostics).toHaveLength(1);
    expect(output.diagnostics[0]).toMatchObject({
      rule: 'missing-service-account',
      severity: 'error',
      message: expect.stringContaining('serviceAccountName'),
      file: 'tenants/sync.yaml',
      line: 4,
      column: 9,
      endLine: 4,
      endColumn: 13,
      object: {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        name: 'apps',
        namespace: 'team-a',
      },
      tenant: 'team-a',
      fixes: [
        {
          title: 'Insert `serviceAccountName: team-a`',
          edits: [{ file: 'tenants/sync.yaml', newText: expect.stringContaining('team-a') }],
          creations: [],
        },
      ],
    });
  });

  test('has the same form without findings', async () => {
    const { code, output } = await checkJson(directoryWith(clean));
    expectValid(validateCheck, output);
    expect(code).toBe(0);
    expect(output.diagnostics).toEqual([]);
    expect(output).not.toHaveProperty('suppressed');
  });

  test('an empty directory is clean', async () => {
    const { code, output } = await checkJson(directoryWith({}));
    expectValid(validateCheck, output);
    expect(code).toBe(0);
    expect(output.summary).toMatchObject({ files: 0, manifests: 0, tenants: 0 });
  });

  test('is the same each time', async () => {
    const directory = directoryWith(oneError);
    const args = ['check', '.', '--format', 'json'];
    const [first, second] = [await runIn(directory, args), await runIn(directory, args)];
    expect(first).toEqual(second);
  });

  test('counts columns in UTF-16 units', async () => {
    const reference = '    {"x😀": 1, kind: GitRepository, name: apps, namespace: flux-system}';
    const text = sync('team-a', 'team-a').replace(
      '    kind: GitRepository\n    name: apps',
      reference,
    );
    const { output } = await checkJson(directoryWith({ ...clean, 'tenants/sync.yaml': text }));
    const column = reference.indexOf('flux-system') + 1;
    expect(output.diagnostics.find(({ rule }) => rule === 'cross-namespace-source')).toMatchObject({
      column,
      endColumn: column + 'flux-system'.length,
    });
  });

  test('names a failed rule in the notes', async () => {
    const crashes = [{ rule: 'source-not-found', message: 'out of order' }];
    const { code, output } = await checkJson(directoryWith(clean), ['.'], {
      parts: { analyze: (snapshot) => ({ ...analyze(snapshot), crashes }) },
    });
    expectValid(validateCheck, output);
    expect(code).toBe(3);
    expect(output.summary.incomplete).toBe(true);
    expect(output.summary.notes).toEqual([
      { file: null, line: null, message: expect.stringContaining('source-not-found') },
    ]);
  });

  test('lists suppressed findings on demand', async () => {
    const comment =
      '# flux-tenancy-ignore missing-service-account: checked by hand\n  name: apps\n';
    const directory = directoryWith({
      ...oneError,
      'tenants/sync.yaml': sync('team-a').replace('  name: apps\n', comment),
    });
    const counted = await checkJson(directory);
    expect(counted.code).toBe(0);
    expect(counted.output.summary.suppressed).toBe(1);
    expect(counted.output).not.toHaveProperty('suppressed');

    const { code, output } = await checkJson(directory, ['.', '--show-suppressed']);
    expectValid(validateCheck, output);
    expect(code).toBe(0);
    expect(output.suppressed).toMatchObject([
      { rule: 'missing-service-account', reason: 'checked by hand', line: 5 },
    ]);
  });

  test('escapes what would act on a terminal', async () => {
    const directory = directoryWith({
      ...clean,
      'tenants/sync.yaml': sync('team-a').replace('name: apps\n', 'name: "ap\u009b2J\u202eps"\n'),
    });
    const { stdout } = await runIn(directory, ['check', '.', '--format', 'json']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(stdout).diagnostics[0].object.name).toBe('ap\u009b2J\u202eps');
  });
});

describe('tenants --format json', () => {
  test('lists tenants and what is theirs, sorted', async () => {
    const directory = directoryWith({
      'b.yaml': tenantNamespace('team-b'),
      'a.yaml': oneError['tenants/namespace.yaml'] ?? '',
      'source.yaml': oneError['tenants/source.yaml'] ?? '',
      'sync.yaml': sync('team-a'),
    });
    const outcome = await runIn(directory, ['tenants', '.', '--format', 'json']);
    const output = JSON.parse(outcome.stdout);
    expectValid(validateTenants, output);
    expect(outcome.code).toBe(0);
    const object = { name: 'team-a', namespace: 'team-a', file: 'source.yaml' };
    expect(output.tenants).toMatchObject([
      {
        name: 'team-a',
        confidence: 'proven',
        namespaces: ['team-a'],
        evidence: [{ file: 'a.yaml', line: 6, reason: expect.stringContaining('label') }],
        kustomizations: [{ name: 'apps', namespace: 'team-a', file: 'sync.yaml', line: 4 }],
        helmReleases: [],
        sources: [{ kind: 'GitRepository', name: 'apps', file: 'source.yaml', line: 4 }],
        serviceAccounts: [{ ...object, line: 13 }],
        bindings: [{ kind: 'RoleBinding', ...object, line: 19 }],
      },
      { name: 'team-b', namespaces: ['team-b'], kustomizations: [] },
    ]);
  });

  test('has the same form without tenants', async () => {
    const outcome = await runIn(directoryWith({}), ['tenants', '.', '--format', 'json']);
    expectValid(validateTenants, JSON.parse(outcome.stdout));
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
  });
});
