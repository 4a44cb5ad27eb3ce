import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  analyze,
  type FileChange,
  type Snapshot,
  situationOf,
  tenantViews,
  Workspace,
} from '../server/core/index.ts';

function manifest(apiVersion: string, kind: string, metadata: string, rest = ''): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n${rest}---\n`;
}

const rbac = 'rbac.authorization.k8s.io/v1';
const namespace = (metadata: string) => manifest('v1', 'Namespace', metadata);
const account = (metadata: string) => manifest('v1', 'ServiceAccount', metadata);
const sync = (metadata: string, spec: string, source = 'GitRepository, name: flux-system') =>
  manifest(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    metadata,
    `spec: {sourceRef: {kind: ${source}}, ${spec}}\n`,
  );
const source = (metadata: string, url: string) =>
  manifest(
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
    metadata,
    `spec: {url: '${url}', ref: {branch: main}}\n`,
  );
const label = 'toolkit.fluxcd.io/tenant';

/** Pieces that decide whose a namespace is, who sets it up, and what may be hidden in it. */
const pieces = [
  namespace(`name: apps, labels: {${label}: dev}`),
  namespace(`name: apps, labels: {${label}: ops}`),
  namespace('name: apps, labels: {toolkit.fluxcd.io/role: tenant}'),
  namespace('name: apps, labels: {capsule.clastix.io/tenant: oil}'),
  namespace('name: web'),
  namespace('name: flux-system, labels: {app.kubernetes.io/part-of: flux}'),
  account('name: dev, namespace: apps'),
  account(`name: web, namespace: web, labels: {${label}: dev}`),
  manifest(
    rbac,
    'RoleBinding',
    'name: dev, namespace: apps',
    'roleRef: {kind: ClusterRole, name: admin}\nsubjects: [{kind: ServiceAccount, name: dev, namespace: apps}, {kind: User, name: "gotk:apps:reconciler"}]\n',
  ),
  manifest(
    rbac,
    'ClusterRoleBinding',
    'name: root',
    'roleRef: {kind: ClusterRole, name: cluster-admin}\nsubjects: [{kind: ServiceAccount, name: web, namespace: web}]\n',
  ),
  manifest(
    'capsule.clastix.io/v1beta2',
    'Tenant',
    'name: oil',
    'spec: {owners: [{kind: ServiceAccount, name: "system:serviceaccount:web:gitops"}]}\n',
  ),
  manifest(
    'fluxcd.controlplane.io/v1',
    'ResourceSet',
    'name: set, namespace: flux-system',
    'spec:\n  inputs: [{tenant: team}]\n  resources:\n    - apiVersion: v1\n      kind: Namespace\n      metadata: {name: << inputs.tenant >>}\n    - apiVersion: v1\n      kind: ServiceAccount\n      metadata: {name: flux, namespace: << inputs.tenant >>}\n',
  ),
  manifest(
    'fluxcd.controlplane.io/v1',
    'FluxInstance',
    'name: flux, namespace: flux-system',
    'spec: {cluster: {multitenant: true}, sync: {url: "https://example.com/fleet", path: a}}\n',
  ),
  source('name: flux-system, namespace: flux-system', 'https://example.com/fleet'),
  source('name: dev, namespace: apps', 'https://example.com/dev'),
  source('name: web, namespace: web', 'https://example.com/web'),
  sync('name: all, namespace: flux-system', 'path: ./b'),
  sync('name: gone, namespace: flux-system', 'path: ./missing, targetNamespace: apps'),
  sync('name: dev, namespace: apps', 'path: ./', 'GitRepository, name: dev'),
  sync(
    'name: web, namespace: web',
    'path: ./, serviceAccountName: web',
    'GitRepository, name: web',
  ),
  sync('name: hidden, namespace: web', 'path: ./, targetNamespace: apps', 'OCIRepository, name: x'),
  sync('name: one, namespace: apps', 'path: ./b, dependsOn: [{name: two}]'),
  sync('name: two, namespace: apps', 'path: ./b, dependsOn: [{name: one}, {name: three}]'),
  sync('name: three, namespace: apps', 'path: ./b, dependsOn: [{name: one}, {name: nobody}]'),
  sync(
    'name: vars, namespace: apps',
    'path: ./b, postBuild: {substituteFrom: [{kind: Secret, name: vars}, {kind: ConfigMap, name: vars}]}',
  ),
  manifest('v1', 'Secret', 'name: other, namespace: apps'),
  manifest('v1', 'ConfigMap', 'name: vars, namespace: apps'),
  manifest(
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    'name: web, namespace: web',
    'spec: {serviceAccountName: web, targetNamespace: apps, chart: {spec: {chart: nginx, sourceRef: {kind: HelmRepository, name: web}}}}\n',
  ),
  manifest('networking.k8s.io/v1', 'NetworkPolicy', 'name: deny, namespace: apps'),
  manifest('v1', 'ResourceQuota', 'name: quota'),
  manifest(
    'kyverno.io/v1',
    'ClusterPolicy',
    'name: guard',
    'spec: {rules: [{generate: {kind: LimitRange}}, {mutate: {}}]}\n',
  ),
  manifest('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'name: all'),
  manifest(
    'image.toolkit.fluxcd.io/v1',
    'ImageUpdateAutomation',
    'name: images, namespace: flux-system',
    'spec: {sourceRef: {kind: GitRepository, name: flux-system}, update: {path: ./}}\n',
  ),
  manifest(
    'image.toolkit.fluxcd.io/v1',
    'ImageUpdateAutomation',
    'name: images, namespace: apps',
    'spec: {sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}, update: {path: ./b}}\n',
  ),
  manifest(
    'apps/v1',
    'Deployment',
    'name: app, namespace: apps',
    'spec: {template: {spec: {containers: [{image: "a:1"}]}}} # {"$imagepolicy": "apps:app"}\n',
  ),
  'resources: [one.yaml, two.yaml]\n',
  'resources: [../a]\nnamespace: apps\n',
  'resources: [https://example.com/remote]\n',
];

const configurations = [
  'tenants: [{ name: dev, namespaces: [web] }]\n',
  'tenants: [{ name: ops }]\npreset: strict\n',
  'platformNamespaces: [apps]\npreset: strict\n',
  'tenantLabels: [capsule.clastix.io/tenant]\n',
  'lockdown: { noCrossNamespaceRefs: true }\n',
  'preset: strict\n',
];

const files = ['a/one.yaml', 'a/two.yaml', 'b/one.yaml', 'b/two.yaml', 'c.yaml', 'd/e/f.yaml'];
const kustomizations = ['a/kustomization.yaml', 'b/kustomization.yaml'];

const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const change: fc.Arbitrary<FileChange> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ file: fc.constantFrom(...files), text: orGone(text) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      file: fc.constantFrom(...kustomizations),
      text: orGone(fc.constantFrom(...pieces.slice(-3))),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      file: fc.constant('.flux-tenancy.yaml'),
      text: orGone(fc.constantFrom(...configurations)),
    }),
  },
);

function orGone(arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 8 });
}

test('after any sequence of changes tenants and findings are those found from scratch', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 8 }), (sequence) => {
      const workspace = new Workspace();
      const latest = new Map<string, string | undefined>();
      for (const batch of sequence) {
        for (const each of batch) latest.set(each.file, each.text);
        workspace.applyChanges(batch);
        analyze(workspace.snapshot);
        tenantViews(workspace.snapshot);
      }
      const fresh = new Workspace();
      fresh.applyChanges([...latest].reverse().map(([file, text]) => ({ file, text })));
      expect(whatIsFound(workspace.snapshot)).toEqual(whatIsFound(fresh.snapshot));
    }),
    { numRuns: 150, seed: 20_261_124 },
  );
}, 60_000);

function whatIsFound(snapshot: Snapshot) {
  const { diagnostics, crashes } = analyze(snapshot);
  const all = [...diagnostics].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    crashes,
    situation: situationOf(snapshot),
    tenants: tenantViews(snapshot),
    findings: all.flatMap(([, list]) =>
      list.map(({ rule, message, severity, span }) => ({ rule, message, severity, span })),
    ),
  };
}
