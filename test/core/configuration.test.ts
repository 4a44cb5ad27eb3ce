import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { levelIn } from '../../server/core/config/levels.ts';
import {
  analyze,
  configurationFileName,
  configurationFindings,
  configurationOf,
  configurationSchema,
  defaultSettings,
  tenantViews,
  Workspace,
} from '../../server/core/index.ts';

const namespace = (name: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    toolkit.fluxcd.io/tenant: ${name}\n`;

function workspaceWith(configuration: string, files: Readonly<Record<string, string>> = {}) {
  const workspace = new Workspace();
  change(workspace, { ...files, [configurationFileName]: configuration });
  return workspace;
}

function change(workspace: Workspace, files: Readonly<Record<string, string | undefined>>) {
  return workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
}

const filesOf = ({ snapshot }: Workspace) => [...snapshot.files.keys()].sort();

describe('the lockdown', () => {
  test('is read for the workspace and by cluster directory, each value with its place', () => {
    const text = [
      'lockdown:',
      '  noCrossNamespaceRefs: true',
      '  defaultServiceAccount: default',
      '  clusters:',
      '    ./clusters/staging/: { noCrossNamespaceRefs: false, noRemoteBases: true }',
    ].join('\n');
    const { snapshot } = workspaceWith(text, { 'clusters/staging/a.yaml': '' });
    const { lockdown } = configurationOf(snapshot);
    const written = (value: unknown) => {
      const start = text.indexOf(`: ${value}`) + 2;
      return {
        value,
        span: { file: configurationFileName, start, end: start + `${value}`.length },
      };
    };
    expect(lockdown.noCrossNamespaceRefs).toEqual(written(true));
    expect(lockdown.defaultServiceAccount).toEqual(written('default'));
    expect(lockdown.noRemoteBases).toBeUndefined();
    expect([...lockdown.clusters.keys()]).toEqual(['clusters/staging']);
    const staging = lockdown.clusters.get('clusters/staging')?.flags;
    expect(staging?.noCrossNamespaceRefs).toEqual(written(false));
    expect(staging?.noRemoteBases?.value).toBe(true);
    expect(configurationFindings(snapshot)).toEqual([]);
  });

  test('says nothing without a file', () => {
    const { lockdown } = configurationOf(new Workspace().snapshot);
    expect(lockdown).toEqual({ clusters: new Map() });
  });
});

describe('settings', () => {
  test('are the base, the file goes before them, and what is given by force goes before both', () => {
    const workspace = workspaceWith('rules: { a: "off", b: "off" }\ntenantLabels: [own]\n');
    workspace.configure({
      ...defaultSettings,
      rules: { a: 'info', c: 'info' },
      ruleOverrides: { b: 'error' },
      tenantLabels: ['theirs'],
      platformNamespaces: ['infra'],
      schemaCheck: true,
    });
    const { levels } = configurationOf(workspace.snapshot);
    const levelOf = (id: string) => levelIn(levels, { id, preset: 'recommended' }, 'a.yaml');
    expect(['a', 'b', 'c', 'd'].map(levelOf)).toEqual(['off', 'error', 'info', 'on']);
    expect(configurationOf(workspace.snapshot)).toMatchObject({
      tenantLabels: ['own'],
      platformNamespaces: ['infra'],
    });
  });

  test('hold again when the file is gone', () => {
    const workspace = workspaceWith('tenantLabels: [own]\n');
    change(workspace, { [configurationFileName]: undefined });
    expect(configurationOf(workspace.snapshot).tenantLabels).toBe(defaultSettings.tenantLabels);
  });
});

test('a declared tenant has the entry in the file for evidence', () => {
  const text = 'tenants: [{ name: dev, namespaces: [apps] }, { name: empty }]\n';
  const { snapshot } = workspaceWith(text, { 'a.yaml': namespace('apps') });
  const views = tenantViews(snapshot);
  expect(views.map(({ name, confidence }) => [name, confidence])).toEqual([
    ['dev', 'declared'],
    ['empty', 'declared'],
  ]);
  const start = text.indexOf('apps');
  expect(views[0]?.evidence).toMatchObject([
    { span: { file: configurationFileName, start, end: start + 4 } },
  ]);
});

describe('ignored files', () => {
  const files = { 'docs/a.yaml': namespace('a'), 'b.yaml': namespace('b') };

  test('leave the snapshot and come back, whatever happened in between', () => {
    const workspace = workspaceWith('ignore: [docs]\n', files);
    expect(filesOf(workspace)).toEqual([configurationFileName, 'b.yaml']);
    expect([...workspace.files].sort()).toEqual([configurationFileName, 'b.yaml', 'docs/a.yaml']);
    change(workspace, { 'docs/a.yaml': namespace('changed'), 'docs/c.yaml': namespace('c') });
    change(workspace, { [configurationFileName]: 'ignore: [docs/c.yaml]\n' });
    expect(filesOf(workspace)).toEqual([configurationFileName, 'b.yaml', 'docs/a.yaml']);
    expect(tenantViews(workspace.snapshot).map(({ name }) => name)).toEqual(['b', 'changed']);
    change(workspace, { [configurationFileName]: undefined, 'docs/a.yaml': undefined });
    expect(filesOf(workspace)).toEqual(['b.yaml', 'docs/c.yaml']);
  });

  test('change nothing when they change', () => {
    const workspace = workspaceWith('ignore: [docs]\n', files);
    const { snapshot } = workspace;
    expect(change(workspace, { 'docs/a.yaml': 'other' })).toBe(snapshot);
    expect(change(workspace, { 'docs/new.yaml': 'other' })).toBe(snapshot);
  });

  test('keep what is known of the others', () => {
    const workspace = workspaceWith('', files);
    const facts = workspace.snapshot.files.get('b.yaml');
    change(workspace, { [configurationFileName]: 'ignore: [docs]\n' });
    expect(workspace.snapshot.files.get('b.yaml')).toBe(facts);
  });

  test.each([
    ['docs/**', true],
    ['**/docs/**', true],
    ['/docs/', true],
    ['./docs', true],
    ['*.yaml', true],
    ['DOCS', false],
    ['doc', false],
    ['# docs', false],
    ['/a.yaml', false],
  ])('by pattern %s: %s', (pattern, ignored) => {
    const workspace = workspaceWith(`ignore: [${JSON.stringify(pattern)}]\n`, files);
    expect(workspace.snapshot.files.has('docs/a.yaml')).toBe(!ignored);
    expect(workspace.snapshot.files.has(configurationFileName)).toBe(true);
  });
});

test('no text makes the configuration fail', () => {
  const valid =
    'tenants: [{ name: dev, namespaces: [apps] }]\nlockdown: { clusters: { a: {} } }\nignore: ["a/[z-a]*"]\nrules: { x: off }\noverrides: [{ paths: [a], rules: { x: on } }]\nsuppressions: [{ rules: [x], paths: ["!a"], reason: b }]\n';
  const mutilated = fc
    .tuple(fc.nat(valid.length), fc.nat(8), fc.string({ maxLength: 4 }))
    .map(([at, length, text]) => valid.slice(0, at) + text + valid.slice(at + length));
  const pattern = fc.string({
    unit: fc.constantFrom('*', '?', '[', ']', '!', '-', '/', '\\', 'a'),
  });
  const patterns = pattern.map((text) => `ignore: [${JSON.stringify(text)}]\n`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), mutilated, patterns), (text) => {
      const { snapshot } = workspaceWith(text, { 'a/b.yaml': namespace('b') });
      expect(analyze(snapshot).crashes).toEqual([]);
    }),
    { numRuns: 400, seed: 20_261_123 },
  );
});

describe('the schema and the reader agree that', () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(configurationSchema());
  const problemsIn = (text: string) =>
    [...analyze(workspaceWith(text).snapshot).diagnostics.values()]
      .flat()
      .filter(({ rule }) => rule !== 'unused-suppression');

  test.each([
    '{}',
    'tenants: [{ name: dev-team, namespaces: [apps, apps-preview] }, { name: shop }]',
    'tenants: []',
    'platformNamespaces: [infra]\ntenantLabels: [team, toolkit.fluxcd.io/tenant]',
    'lockdown: { noCrossNamespaceRefs: true, noRemoteBases: false, defaultServiceAccount: default }',
    'lockdown: { clusters: { clusters/staging: { noCrossNamespaceRefs: false } } }',
    'clusterScopedKinds: [Widget.example.com]\nnamespacedKinds: [postgresql.acid.zalan.do]',
    'ignore: ["docs/**", "**/testdata/**", "!docs/x.yaml"]',
    'rules: { missing-target-namespace: warning, unused-suppression: off }',
    'preset: strict\nrules: { prune-disabled: on }',
    'overrides: [{ paths: [a/, "!a/b"], rules: { prune-disabled: on, unknown-suppression: off } }]',
    'suppressions: [{ rules: [prune-disabled, source-not-found], paths: [a], reason: why }]',
    'allowedSources: [https://github.com/example-org/, "oci://*"]',
  ])('%s is right', (text) => {
    expect(problemsIn(text)).toEqual([]);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each([
    '[]',
    'tenant: []',
    'tenants: {}',
    'tenants: [dev-team]',
    'tenants: [{ namespaces: [apps] }]',
    'tenants: [{ name: "" }]',
    'tenants: [{ name: a, namespaces: apps }]',
    'tenants: [{ name: a, namespaces: ["apps-*"] }]',
    'tenants: [{ name: a, namespaces: [null] }]',
    'tenants: [{ name: a, label: b }]',
    'platformNamespaces: [Infra]',
    'tenantLabels: ["a b"]',
    'lockdown: { noCrossNamespaceRefs: "yes" }',
    'lockdown: { defaultServiceAccount: [default] }',
    'lockdown: { clusters: { a: { clusters: {} } } }',
    'lockdown: { clusters: { a: true } }',
    'clusterScopedKinds: [Widget]',
    'clusterScopedKinds: [Widget.example]',
    'namespacedKinds: [widgets.example.com/v1]',
    'ignore: docs',
    'ignore: [1]',
    'rules: { no-such-rule: error }',
    'rules: { invalid-configuration: "off" }',
    'rules: { missing-target-namespace: warn }',
    'rules: { missing-target-namespace: false }',
    'preset: all',
    'overrides: [{ paths: [a], rules: { no-such-rule: on } }]',
    'overrides: [{ paths: [a], rules: { prune-disabled: yes } }]',
    'overrides: [{ paths: [a] }]',
    'overrides: { a: { prune-disabled: on } }',
    'suppressions: [{ rules: [prune-disabled], paths: [a] }]',
    'suppressions: [{ rules: [prune-disabled], paths: [a], reason: "" }]',
    'suppressions: [{ rules: [no-such-rule], paths: [a], reason: why }]',
    'suppressions: [{ rules: [unused-suppression], paths: [a], reason: why }]',
    'suppressions: [{ rules: [prune-disabled], reason: why }]',
    'suppressions: [{ rules: prune-disabled, paths: [a], reason: why }]',
    'suppressions: [{ rules: [prune-disabled], paths: [a], reason: why, until: 2027-01-01 }]',
    'allowedSources: https://github.com/',
  ])('%s is wrong', (text) => {
    expect(problemsIn(text)).toHaveLength(1);
    expect(validate(parse(text))).toBe(false);
  });

  test('the examples in it are right', () => {
    for (const [key, { examples = [] }] of fieldsOf(configurationSchema())) {
      expect(examples, key).not.toEqual([]);
      for (const example of examples) {
        expect(validate({ [key]: example }), JSON.stringify(validate.errors)).toBe(true);
        expect(problemsIn(JSON.stringify({ [key]: example })), key).toEqual([]);
      }
    }
  });
});

function fieldsOf({ properties }: Readonly<Record<string, unknown>>) {
  return Object.entries(properties as Record<string, { examples?: unknown[] }>);
}
