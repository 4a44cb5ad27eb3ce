import { expect, test } from 'vitest';
import { analyze, objectViews, Workspace } from '../server/core/index.ts';

const head =
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\n  namespace: b\nspec:\n';
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('\n');

/** Milliseconds that no input may take: generous, for what is wrong here takes minutes or for ever. */
const limit = 4000;

test.each([
  ['a map of 20,000 keys', head + times(20_000, (i) => `  k${i}: v`)],
  ['one key 20,000 times', head + times(20_000, () => '  k: v')],
  ['8,000 aliases', `${head}  a: &a x\n${times(8000, (i) => `  k${i}: *a`)}`],
  ['5,000 brackets', `${head}  a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['2,000 levels', head + times(2000, (i) => `${' '.repeat(i + 2)}a:`)],
  [
    'lists of aliases of lists of aliases',
    `${head}  a0: &a0 x\n${times(60, (i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}\n  path: *a60\n  patches: *a60\n  sourceRef: *a60\n`,
  ],
  [
    'maps of aliases of maps of aliases',
    `${head}  a0: &a0 {x: y}\n${times(40, (i) => `  a${i + 1}: &a${i + 1} {l: *a${i}, r: *a${i}}`)}\n  sourceRef: *a40\n`,
  ],
  [
    'merges of merges',
    `${head}  a0: &a0 {x: y}\n${times(40, (i) => `  a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: v}`)}`,
  ],
  ['a line of a million characters', `${head}  a: ${'x'.repeat(1_000_000)}`],
  ['a quote that never ends', `${head}  a: "${'x y\n'.repeat(50_000)}`],
  [
    '20,000 suppressions above 20,000 texts',
    `${'# flux-tenancy-ignore one, two: why\n'.repeat(20_000)}${'a: |\n  1\n'.repeat(20_000)}`,
  ],
  [
    'a suppression of 100,000 rules',
    `# flux-tenancy-ignore ${'a, '.repeat(100_000)}${' '.repeat(100_000)}\n${head}`,
  ],
  [
    'a suppression beside lists of aliases of lists of aliases',
    `# flux-tenancy-ignore one: why\n${head}  a0: &a0 x\n${times(60, (i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}`,
  ],
  [
    '5,000 documents',
    times(5000, () => 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---'),
  ],
])('%s is read in no time', (_name, text) => {
  const workspace = new Workspace();
  const start = performance.now();
  workspace.applyChanges([
    { file: 'a.yaml', text },
    { file: 'kustomization.yaml', text: 'resources: [a.yaml]\nnamespace: c\n' },
  ]);
  expect(analyze(workspace.snapshot).crashes).toEqual([]);
  objectViews(workspace.snapshot);
  expect(performance.now() - start).toBeLessThan(limit);
});

test.each([
  ['a kustomization that takes in itself', { 'a/kustomization.yaml': 'resources: [.]\n' }],
  [
    'a component that is its own',
    { 'a/kustomization.yaml': 'kind: Component\ncomponents: [../a]\n' },
  ],
  [
    'two that take in each other',
    {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    },
  ],
  [
    'Flux Kustomizations that deliver each other',
    Object.fromEntries(
      ['a', 'b'].map((name) => [
        `${name}/sync.yaml`,
        `${head}  path: ./${name === 'a' ? 'b' : 'a'}\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n`,
      ]),
    ),
  ],
])('%s ends', (_name, files) => {
  const workspace = new Workspace();
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  expect(analyze(workspace.snapshot).crashes).toEqual([]);
  expect(objectViews(workspace.snapshot)).toBeDefined();
});

const role = (index: number) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: r${index}\n  labels: {rbac.authorization.k8s.io/aggregate-to-admin: "true", a: b}\naggregationRule:\n  clusterRoleSelectors:\n    - matchLabels: {a: b}\n---`;

test('200 ClusterRoles that take in each other end', () => {
  const tenant =
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    toolkit.fluxcd.io/tenant: a\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: a\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: r0\nsubjects:\n  - kind: ServiceAccount\n    name: a\n    namespace: a\n---\n';
  const workspace = new Workspace();
  const start = performance.now();
  workspace.applyChanges([{ file: 'a.yaml', text: tenant + times(200, role) }]);
  expect(analyze(workspace.snapshot).crashes).toEqual([]);
  expect(performance.now() - start).toBeLessThan(limit);
});
