import { describe, expect, test } from 'vitest';
import { type Situation, situationOf, Workspace } from '../../server/core/index.ts';
import { tenantLines } from '../support/read-workspace.ts';

const labelled = (kind: string, name: string, namespace: string, label = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace && `  namespace: ${namespace}\n`}${label && `  labels:\n    ${label}\n`}`;
const namespace = (name: string, label = '') => labelled('Namespace', name, '', label);
const account = (name: string, namespace: string, label = '') =>
  labelled('ServiceAccount', name, namespace, label);
const tenant = (name: string) => `toolkit.fluxcd.io/tenant: ${name}`;

const clusterAdmin = (namespace: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: ${namespace}\nroleRef:\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n  - kind: ServiceAccount\n    name: sa\n    namespace: ${namespace}\n`;
const kustomization = (namespace: string, spec = '', from = 'flux-system') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: sync\n  namespace: ${namespace}\nspec:\n  sourceRef:\n    kind: GitRepository\n    name: own\n    namespace: ${from}\n${spec}`;
const source = (namespace: string) =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: own\n  namespace: ${namespace}\nspec:\n  url: https://example.com/x\n`;
const platform = source('flux-system');
const instance = (multitenant: boolean) =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\n  namespace: flux-system\nspec:\n  cluster:\n    multitenant: ${multitenant}\n`;

function snapshotOf(...texts: readonly string[]) {
  return new Workspace().applyChanges(
    texts.map((text, index) => ({ file: `${index}.yaml`, text })),
  );
}

const tenants = (...texts: readonly string[]) => tenantLines(snapshotOf(...texts));

describe('who owns a namespace that two tenants claim', () => {
  test('is said by the Namespace itself; what its accounts say stays as evidence', () => {
    const texts = [
      namespace('shared', tenant('blue')),
      account('red', 'shared', tenant('red')),
      namespace('red', tenant('red')),
    ];
    expect(tenants(...texts)).toEqual(['blue(proven): shared', 'red(proven): red']);
    expect(tenants(...texts.toReversed())).toEqual(tenants(...texts));
  });

  test('is said by its accounts where the Namespace says nothing', () => {
    expect(tenants(namespace('shared'), account('red', 'shared', tenant('red')))).toEqual([
      'red(proven): shared',
    ]);
  });
});

describe('a namespace whose account administers the cluster', () => {
  test('is the platform’s, whatever label the account carries', () => {
    expect(tenants(account('sa', 'infra', tenant('infra')), clusterAdmin('infra'))).toEqual([]);
  });

  test('is a tenant’s if the Namespace is labelled: then the grant is the mistake', () => {
    expect(tenants(namespace('infra', tenant('infra')), clusterAdmin('infra'))).toEqual([
      'infra(proven): infra',
    ]);
  });
});

describe('beside a platform, a tenant is inferred from', () => {
  test('an account of its own, wherever the source is', () => {
    const own = kustomization('apps', '  serviceAccountName: builder\n');
    expect(tenants(platform, own)).toEqual(['apps(inferred): apps']);
  });

  test.each([
    ['the default account', '  serviceAccountName: default\n'],
    ['another target', '  serviceAccountName: builder\n  targetNamespace: other\n'],
    ['another cluster', '  serviceAccountName: builder\n  kubeConfig: {secretRef: {name: x}}\n'],
  ])('not from an account with %s', (_name, spec) => {
    expect(tenants(platform, kustomization('apps', spec))).toEqual([]);
  });

  test('not from an account with rights in the whole cluster', () => {
    const own = kustomization('apps', '  serviceAccountName: sa\n');
    const reader = clusterAdmin('apps').replace('name: cluster-admin', 'name: installer');
    expect(tenants(platform, own, reader)).toEqual([]);
  });

  test('a source of its own on a cluster that is locked down for tenants', () => {
    const own = [source('apps'), kustomization('apps', '', 'apps')];
    expect(tenants(instance(false), ...own)).toEqual([]);
    expect(tenants(instance(true), ...own)).toEqual(['apps(inferred): apps']);
  });
});

describe('a tenant of Capsule', () => {
  const capsule = (group: string, owner: string) =>
    `apiVersion: ${group}/v1beta2\nkind: Tenant\nmetadata:\n  name: wind\nspec:\n  owners:\n    - kind: ServiceAccount\n      name: ${owner}\n`;

  test('has the namespaces with its label and the home of the account that owns it', () => {
    expect(
      tenants(
        capsule('capsule.clastix.io', 'system:serviceaccount:wind-home:gitops'),
        namespace('wind-test', 'capsule.clastix.io/tenant: wind'),
      ),
    ).toEqual(['wind(proven): wind-home wind-test']);
  });

  test('is not owned from the platform', () => {
    const owner = 'system:serviceaccount:flux-system:gitops';
    expect(tenants(capsule('capsule.clastix.io', owner), platform)).toEqual(['wind(proven): ']);
  });

  test('is none where another group calls something a Tenant', () => {
    const owner = 'system:serviceaccount:wind-home:gitops';
    expect(tenants(capsule('minio.min.io', owner))).toEqual([]);
  });
});

describe('a ResourceSet with an input `tenant`', () => {
  const set = (input: string, labels = '') =>
    `apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\nmetadata:\n  name: tenants\n  namespace: flux-system\nspec:\n  inputs:\n    - tenant: ${input}\n  resources:\n    - apiVersion: v1\n      kind: Namespace\n      metadata:\n        name: team-<< inputs.tenant >>\n${labels}`;

  test('names a tenant', () => {
    expect(tenants(set('blue'))).toEqual(['blue(inferred): team-blue']);
  });

  test('proves it by the labels it writes', () => {
    const labels = '        labels:\n          toolkit.fluxcd.io/role: tenant\n';
    expect(tenants(set('blue', labels))).toEqual(['team-blue(proven): team-blue']);
  });

  test('names nobody with a variable, or with an account that administers the cluster', () => {
    expect(tenants(set(`\${TENANT}`))).toEqual([]);
    expect(tenants(set('blue'), clusterAdmin('team-blue'))).toEqual([]);
  });
});

describe('the situation of a workspace', () => {
  test.each<[Situation, readonly string[]]>([
    ['no-flux', []],
    ['no-flux', [namespace('apps')]],
    ['tenants', [namespace('apps', tenant('apps'))]],
    ['assumed-tenant', [kustomization('apps')]],
    ['single-administrator', [platform, kustomization('apps')]],
  ])('%s', (situation, texts) => {
    expect(situationOf(snapshotOf(...texts))).toBe(situation);
  });
});
