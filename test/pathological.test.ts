import { expect, test } from 'vitest';
import { analyze, objectViews, safeEditsIn, Workspace } from '../server/core/index.ts';
import { valueAt } from '../server/core/yaml/node.ts';
import { readText } from '../server/core/yaml/read-text.ts';
import { busyTime } from './support/busy-time.ts';

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
  [
    '20,000 aliases in a document that breaks off',
    `${head}  a: &a x\n${times(20_000, (i) => `  k${i}: *a`)}\n  b: [`,
  ],
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
  const busy = busyTime();
  workspace.applyChanges([
    { file: 'a.yaml', text },
    { file: 'kustomization.yaml', text: 'resources: [a.yaml]\nnamespace: c\n' },
  ]);
  expect(analyze(workspace.snapshot).crashes).toEqual([]);
  objectViews(workspace.snapshot);
  expect(busy()).toBeLessThan(limit);
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
  const busy = busyTime();
  workspace.applyChanges([{ file: 'a.yaml', text: tenant + times(200, role) }]);
  expect(analyze(workspace.snapshot).crashes).toEqual([]);
  expect(busy()).toBeLessThan(limit);
});

/** What takes a parser long, none of it more than a million characters. */
const hardToRead: readonly (readonly [string, string])[] = [
  ['keys of 1 MB', `${head}${times(60_000, (i) => `  key${i}: v`)}`],
  ['keys of 1 MB in brackets', `${head}  a: {\n${times(60_000, (i) => `    key${i}: v,`)}}`],
  ['the same, too far to the left', `${head}  a: {\n${times(20_000, (i) => `key${i}: v,`)}}`],
  ['one key for 1 MB', `${head}${times(150_000, () => '  k: v')}`],
  ['a map in a map in a map', `a:${times(90, (i) => `\n${' '.repeat(i)}a:`)} b\n`.repeat(20)],
  ['brackets that never end', `${head}  a: ${'['.repeat(900_000)}`],
  ['braces that never end', `${head}  a: ${'{a: '.repeat(200_000)}`],
  ['5,000 levels of brackets', `${head}  a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['5,000 levels of dashes', `a:\n${'- '.repeat(5000)}b\n`],
  ['8,000 anchors', `${head}${times(8000, (i) => `  k${i}: &a${i} v`)}`],
  [
    '8,000 anchors and aliases',
    `${head}${times(8000, (i) => `  k${i}: &a${i} v\n  l${i}: *a${i}`)}`,
  ],
  ['questions', `${head}${'? '.repeat(400_000)}`],
  ['quotes', `${head}  a: ${'"'.repeat(900_000)}`],
  ['a quote that never ends', `${head}  a: "${'x y\n   '.repeat(140_000)}`],
  ['blank lines', `${head}  a: x${'\n'.repeat(900_000)}`],
  ['spaces', `${head}  a:${' '.repeat(900_000)}`],
  ['tabs', `${head}  a:${'\t'.repeat(900_000)}`],
  ['hashes', `${head}  a: ${'#'.repeat(900_000)}`],
  ['colons', `${head}  a: ${': '.repeat(400_000)}`],
  ['separators', '---\n'.repeat(200_000)],
  ['separators that are none', `a: |\n${' ---\n'.repeat(180_000)}`],
  ['carriage returns', `${head}  a: b${'\r'.repeat(900_000)}`],
  ['line separators', `${head}  a: b${'\u2028'.repeat(900_000)}`],
  ['control characters', `${head}  a: b\n${'\u0001'.repeat(900_000)}`],
  ['plain text of 100,000 lines', `${head}  a: b\n${'    c d\n'.repeat(100_000)}`],
  ['a block of 100,000 lines', `${head}  a: >\n${'    c d\n'.repeat(100_000)}`],
  ['percent signs', '%\n'.repeat(400_000)],
];

test.each(hardToRead)('%s: its YAML is read in no time', (_name, text) => {
  const busy = busyTime();
  const before = readText('a.yaml', text);
  for (const { root } of before.documents) valueAt(root, 'spec', 'a');
  readText('a.yaml', `${text} `, before);
  expect(busy()).toBeLessThan(limit);
});

const files = (map: Readonly<Record<string, string>>) =>
  Object.entries(map).map(([file, text]) => ({ file, text }));
const many = (count: number, entry: (index: number) => readonly [string, string]) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));
const configMap = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n---`;
const namespace = (name: string, tenant = name) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    toolkit.fluxcd.io/tenant: ${tenant}\n---`;
const sync = (name: string, spec: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: a}\nspec: {prune: true, interval: 1m, sourceRef: {kind: GitRepository, name: flux-system}, ${spec}}\n---`;
const cluster = (index: number) => ({
  [`clusters/c${index}/flux-system/gotk-sync.yaml`]: `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {interval: 1m, url: "ssh://git@example.com/fleet", ref: {branch: main}}\n---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {interval: 1m, prune: true, path: ./clusters/c${index}, sourceRef: {kind: GitRepository, name: flux-system}}\n`,
  [`clusters/c${index}/apps.yaml`]: `${namespace(`t${index}`)}\n${sync('apps', 'path: ./apps').replace('namespace: a', `namespace: t${index}`)}`,
});
const operation = `'[{"op": "add", "path": "/data", "value": {"a": "b"}}]'`;

test.each([
  [
    '2,000 JSON patches of 2,000 objects',
    {
      'objects.yaml': times(2000, (i) => configMap(`o${i}`)),
      'kustomization.yaml': `resources: [objects.yaml]\npatches:\n${times(2000, (i) => `  - target: {kind: ConfigMap, name: o${i}}\n    patch: ${operation}`)}`,
    },
  ],
  [
    '2,000 strategic merge patches of 2,000 objects',
    {
      'objects.yaml': times(2000, (i) => configMap(`o${i}`)),
      'kustomization.yaml': `resources: [objects.yaml]\npatches:\n${times(2000, (i) => `  - patch: '{apiVersion: v1, kind: ConfigMap, metadata: {name: o${i}}, data: {a: b}}'`)}`,
    },
  ],
  [
    '2,000 replacements in 2,000 objects',
    {
      'objects.yaml': times(2000, (i) => configMap(`o${i}`)),
      'kustomization.yaml': `resources: [objects.yaml]\nreplacements:\n${times(2000, (i) => `  - source: {kind: ConfigMap, name: o${i}}\n    targets: [{select: {kind: ConfigMap, name: o${i}}, fieldPaths: [metadata.labels.x], options: {create: true}}]`)}`,
    },
  ],
  [
    'patterns that try everything',
    {
      'objects.yaml': times(300, (i) => configMap(`${'a'.repeat(200)}${i}`)),
      'kustomization.yaml': `resources: [objects.yaml]\npatches:\n${times(50, (i) => `  - target: {name: "(a+)+(a|aa)*${i}b"}\n    patch: ${operation}`)}`,
    },
  ],
  [
    'a patch of 10,000 keys for a map of 10,000 keys',
    {
      'object.yaml': `${configMap('o').replace('---', '')}data:\n${times(10_000, (i) => `  k${i}: v`)}`,
      'kustomization.yaml': `resources: [object.yaml]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata:\n        name: o\n      data:\n${times(10_000, (i) => `        k${i}: w`)}`,
    },
  ],
  [
    'a JSON patch of 30,000 operations',
    {
      'object.yaml': `${configMap('o').replace('---', '')}data: {x: y}`,
      'kustomization.yaml': `resources: [object.yaml]\npatches:\n  - target: {kind: ConfigMap}\n    patch: |\n${times(30_000, (i) => `      - {op: add, path: /data/k${i}, value: v}`)}`,
    },
  ],
  [
    'a patch of 20,000 lines',
    {
      'objects.yaml': configMap('o'),
      'kustomization.yaml': `resources: [objects.yaml]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata:\n        name: o\n      data:\n${times(20_000, (i) => `        k${i}: v`)}`,
    },
  ],
  [
    '5,000 generators',
    { 'kustomization.yaml': `configMapGenerator:\n${times(5000, (i) => `  - {name: g${i}}`)}` },
  ],
  [
    '5,000 files in one kustomization',
    {
      ...many(5000, (i) => [`${i}.yaml`, configMap(`o${i}`)]),
      'kustomization.yaml': `resources:\n${times(5000, (i) => `  - ${i}.yaml`)}`,
    },
  ],
  [
    '100 levels of kustomizations',
    {
      ...many(100, (i) => [
        `${i}/kustomization.yaml`,
        `resources: [${i < 99 ? `../${i + 1}` : 'objects.yaml'}]\nnamePrefix: p-\nnamespace: n${i}\n`,
      ]),
      '99/objects.yaml': times(50, (i) => configMap(`o${i}`)),
    },
  ],
  [
    '2,000 levels of kustomizations',
    {
      ...many(2000, (i) => [
        `${i}/kustomization.yaml`,
        `resources: [${i < 1999 ? `../${i + 1}` : 'objects.yaml'}]\n`,
      ]),
      '1999/objects.yaml': configMap('o'),
    },
  ],
  ...[90, 2000].map((count): [string, Record<string, string>] => [
    `${count} kustomizations that take in each other in a circle`,
    many(count, (i) => [
      `${i}/kustomization.yaml`,
      `resources: [../${(i + 1) % count}, objects.yaml]\n`,
    ]),
  ]),
  [
    '1,000 components that change what the others have made',
    {
      ...many(1000, (i) => [
        `${i}/kustomization.yaml`,
        `kind: Component\nresources: [object.yaml]\nlabels: [{pairs: {a: b${i}}}]\n`,
      ]),
      ...many(1000, (i) => [`${i}/object.yaml`, configMap(`o${i}`)]),
      'top/kustomization.yaml': `components:\n${times(1000, (i) => `  - ../${i}`)}`,
    },
  ],
  [
    'names that 2,000 bindings follow',
    {
      'objects.yaml': times(
        2000,
        (i) =>
          `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: s${i}}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b${i}}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}\nsubjects: [{kind: ServiceAccount, name: s${i}, namespace: x}]\n---`,
      ),
      'kustomization.yaml': 'resources: [objects.yaml]\nnamePrefix: p-\nnamespace: x\n',
    },
  ],
  [
    '5,000 Kustomizations that wait for each other in a circle',
    {
      'a.yaml': times(5000, (i) =>
        sync(`k${i}`, `path: x, dependsOn: [{name: k${(i + 1) % 5000}}]`),
      ),
    },
  ],
  [
    '400 ClusterRoles that take in each other and are all bound',
    {
      'a.yaml': `${namespace('a')}\n${times(400, (i) => `${role(i)}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b${i}}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r${i}}\nsubjects: [{kind: ServiceAccount, name: a, namespace: a}]\n---`)}`,
    },
  ],
  ['600 clusters', Object.assign({}, ...Array.from({ length: 600 }, (_, i) => cluster(i)))],
  ['20,000 Namespaces', { 'a.yaml': times(20_000, (i) => namespace(`n${i}`)) }],
  ['10,000 Namespaces of one tenant', { 'a.yaml': times(10_000, (i) => namespace(`n${i}`, 't')) }],
  [
    '10,000 subjects',
    {
      'a.yaml': `${namespace('a')}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\nsubjects:\n${times(10_000, (i) => `  - {kind: ServiceAccount, name: s${i}, namespace: a}`)}`,
    },
  ],
  ['100,000 empty files', many(100_000, (i) => [`${i % 300}/${i}.yaml`, ''])],
  [
    '3,000 charts beside 3,000 manifests',
    {
      ...many(3000, (i) => [`charts/${i}/Chart.yaml`, 'name: x\n']),
      ...many(3000, (i) => [`apps/${i}.yaml`, configMap(`o${i}`)]),
    },
  ],
  [
    '4,000 fields that the API does not know',
    {
      'a.yaml': sync(
        'a',
        times(4000, (i) => `k${i}: v,`),
      ),
    },
  ],
])('%s are judged in no time', (_name, map) => {
  const workspace = new Workspace();
  const busy = busyTime();
  workspace.applyChanges(files(map));
  expect(analyze(workspace.snapshot).crashes).toEqual([]);
  objectViews(workspace.snapshot);
  expect(busy()).toBeLessThan(limit);
});

test('the safe fixes of a binding with 30,000 subjects are found in no time', () => {
  const workspace = new Workspace();
  const text = `${namespace('a')}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\nsubjects:\n${times(30_000, (i) => `  - {kind: ServiceAccount, name: s${i}, namespace: a}`)}`;
  workspace.applyChanges([{ file: 'a.yaml', text }]);
  analyze(workspace.snapshot);
  const busy = busyTime();
  safeEditsIn(workspace.snapshot, 'a.yaml');
  expect(busy()).toBeLessThan(limit);
});

test('an edit of a file that a kustomization lists 10,000 times is taken in in no time', () => {
  const workspace = new Workspace();
  const list = `kind: Kustomization\nresources:\n${'  - a.yaml\n'.repeat(10_000)}`;
  workspace.applyChanges(files({ 'kustomization.yaml': list, 'a.yaml': sync('a', 'path: ./b') }));
  analyze(workspace.snapshot);
  const busy = busyTime();
  workspace.applyChanges(files({ 'a.yaml': `${sync('a', 'path: ./b')}# edited\n` }));
  analyze(workspace.snapshot);
  expect(busy()).toBeLessThan(limit);
});
