import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Workspace } from '../server/core/index.ts';
import {
  changesOf,
  editsOf,
  expectFirstToHold,
  expectSameFromScratch,
  verdictOn,
} from './support/incremental.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Flux substitutes such variables.
/** Fragments that make and break each other's findings when they come and go. */
const texts = [
  'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n  labels:\n    toolkit.fluxcd.io/tenant: dev\n',
  'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: dev\n  namespace: apps\n',
  'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: dev\n  namespace: apps\nspec:\n  url: https://example.com/dev\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: dev\n  namespace: apps\nspec:\n  path: ./a\n  sourceRef:\n    kind: GitRepository\n    name: dev\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: all\n  namespace: flux-system\nspec:\n  path: ./a\n  targetNamespace: apps\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n',
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\n',
  'resources:\n  - one.yaml\n  - two.yaml\nnamespace: other\n',
  'resources:\n  - ../a\npatches:\n  - path: two.yaml\n',
  'tenants: [{ name: dev, namespaces: [other] }]\nignore: [a/two.yaml, b]\n',
  'ignore: ["*", "!b/", "!c.yaml"]\nrules: { missing-service-account: info }\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: vars\n  namespace: apps\nspec:\n  path: ./b\n  serviceAccountName: dev\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n  postBuild:\n    substituteFrom:\n      - kind: ConfigMap\n        name: vars\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: vars\n  namespace: apps\ndata:\n  ns: apps\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: vars\n  namespace: apps\ndata:\n  ns: elsewhere\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: inner\n  namespace: ${ns}\nspec:\n  targetNamespace: ${ns}\n  path: ./a\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: far\n  namespace: apps\nspec:\n  path: ./b\n  kubeConfig:\n    secretRef:\n      name: far\n  sourceRef:\n    kind: GitRepository\n    name: dev\n',
  'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: dev\n  namespace: apps\nspec:\n  url: https://example.com/other\n',
  'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\n  namespace: flux-system\nspec:\n  cluster:\n    multitenant: true\n  sync:\n    url: https://example.com/dev\n    path: a\n',
  'two.yaml\n',
  '/a/one.yaml\n!/a/two.yaml\n',
  'broken: [',
  '',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.
const files = [
  'a/one.yaml',
  'a/two.yaml',
  'a/kustomization.yaml',
  'b/two.yaml',
  'b/kustomization.yaml',
  'c.yaml',
  '.flux-tenancy.yaml',
  '.sourceignore',
];

const file = fc.constantFrom(...files);
const text = fc.constantFrom(...texts);

const sequences = [
  ['changes', changesOf(fc.record({ file, text: fc.option(text, { nil: undefined }) }))],
  [
    'edits',
    editsOf(
      files.map((each) => fc.record({ file: fc.constant(each), text })),
      fc.record({ file, text }),
    ),
  ],
] as const;

test.each(sequences)(
  'after any sequence of %s the verdict equals the one made from scratch',
  (_name, batches) => {
    fc.assert(fc.property(batches, expectSameFromScratch), { numRuns: 200, seed: 20_261_123 });
  },
  60_000,
);

test.each(sequences)(
  'what is told of a file first is final in the middle of any sequence of %s',
  (_name, batches) => {
    fc.assert(fc.property(batches, expectFirstToHold), { numRuns: 100, seed: 20_261_124 });
  },
  60_000,
);

test('a change to the same text keeps the snapshot', () => {
  const workspace = new Workspace();
  const [first, second] = ['one', 'two'].map((text) =>
    workspace.applyChanges([{ file: 'a.yaml', text }]),
  );
  expect(workspace.applyChanges([{ file: 'a.yaml', text: 'two' }])).toBe(second);
  expect(second?.revision).toBe((first?.revision ?? 0) + 1);
});

test('which file came first does not decide between two that install Flux for one directory', () => {
  const install =
    'resources: [gotk-sync.yaml]\npatches:\n  - target: {}\n    patch: |\n      - value: --default-service-account=default\n';
  const files = [
    { file: 'a/flux-system/kustomization.yaml', text: install },
    { file: 'b/flux-system/kustomization.yaml', text: install },
    {
      file: 'b/flux-system/gotk-sync.yaml',
      text: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ./a}\n',
    },
    {
      file: 'apps.yaml',
      text: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec: {sourceRef: {}}\n',
    },
  ];
  const [first, second] = [files, files.toReversed()].map((each) =>
    verdictOn(new Workspace().applyChanges(each)),
  );
  expect(first?.findings).not.toEqual([]);
  expect(first).toEqual(second);
});

test.each([
  [
    'a FluxInstance',
    'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec: {sync: {path: clusters/a}}\n',
  ],
  [
    'a Kustomization',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {path: ./clusters/a, sourceRef: {kind: GitRepository, name: flux-system}}\n',
  ],
])('%s that applies itself goes where it is no longer found by itself', (_name, text) => {
  const file = 'clusters/a/flux-system/sync.yaml';
  const chart = (there: boolean) => [
    { file: 'clusters/Chart.yaml', text: there ? 'name: a\n' : undefined },
  ];
  expectSameFromScratch([[{ file, text }], chart(true)]);
  expectSameFromScratch([[{ file, text }], chart(true), chart(false)]);
});
