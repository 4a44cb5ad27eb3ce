import { describe, expect, test } from 'vitest';
import { parseSettings, tenantViews, Workspace } from '../../server/core/index.ts';

const namespace = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n${labels && `  labels:\n    ${labels}\n`}`;
const kustomization = (namespace: string, spec = '', name = 'sync') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  sourceRef:\n    kind: GitRepository\n    name: own\n${spec}`;
const source = (namespace: string) =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: own\n  namespace: ${namespace}\nspec:\n  url: https://example.com/x\n`;
const account = '  serviceAccountName: builder\n';
const bootstrap = source('flux-system').replace('name: own', 'name: flux-system');

/** Each tenant as "name(confidence): namespaces". */
function tenants(files: Readonly<Record<string, string>>, settings: unknown = {}) {
  const workspace = new Workspace();
  workspace.configure(parseSettings(settings).settings);
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  return tenantViews(workspace.snapshot).map(
    ({ name, confidence, namespaces }) =>
      `${name}(${confidence}): ${namespaces.map((each) => each.name).join(' ')}`,
  );
}

describe('a tenant is proven by', () => {
  test('the label of its Namespace; several Namespaces are one tenant', () => {
    const label = 'toolkit.fluxcd.io/tenant: dev';
    expect(
      tenants({ 'a.yaml': namespace('one', label), 'b.yaml': namespace('two', label) }),
    ).toEqual(['dev(proven): one two']);
  });

  test('the label of its account, where the Namespace is made elsewhere', () => {
    const text =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: dev\n  namespace: apps\n  labels:\n    toolkit.fluxcd.io/tenant: dev\n';
    expect(tenants({ 'a.yaml': text })).toEqual(['dev(proven): apps']);
  });

  test('a binding for the reconciler of its namespace', () => {
    const text =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: r\n  namespace: apps\nsubjects:\n  - kind: User\n    name: gotk:apps:reconciler\n';
    expect(tenants({ 'a.yaml': text })).toEqual(['apps(proven): apps']);
    expect(tenants({ 'a.yaml': text.replace('gotk:apps', 'gotk:other') })).toEqual([]);
  });

  test('a label key of the settings', () => {
    const files = { 'a.yaml': namespace('apps', 'team: dev') };
    expect(tenants(files)).toEqual([]);
    expect(tenants(files, { tenantLabels: ['team'] })).toEqual(['dev(proven): apps']);
  });

  test('a label in the namespace that a kustomization.yaml gives', () => {
    expect(
      tenants({
        'a/kustomization.yaml': 'namespace: real\nresources: [ns.yaml]\n',
        'a/ns.yaml': namespace('placeholder', 'toolkit.fluxcd.io/tenant: dev'),
      }),
    ).toEqual(['dev(proven): real']);
  });
});

describe('beside a platform, a tenant is inferred from', () => {
  test('a Kustomization with a source and an account of its own', () => {
    expect(
      tenants({
        'f.yaml': bootstrap,
        's.yaml': source('apps'),
        'k.yaml': kustomization('apps', account),
      }),
    ).toEqual(['apps(inferred): apps']);
  });

  test('a source of its own alone, where other tenants have accounts', () => {
    const files = {
      'f.yaml': bootstrap,
      's.yaml': source('apps'),
      'k.yaml': kustomization('apps'),
    };
    expect(tenants(files)).toEqual([]);
    const label = namespace('other', 'toolkit.fluxcd.io/tenant: other');
    expect(tenants({ ...files, 'n.yaml': label })).toEqual(['other(proven): other']);
    const other =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: sa\n  namespace: other\n';
    expect(tenants({ ...files, 'n.yaml': label, 'a.yaml': other })).toEqual([
      'apps(inferred): apps',
      'other(proven): other',
    ]);
  });

  test('never the namespaces of Kubernetes, of Flux, or of the platform', () => {
    for (const name of ['kube-system', 'flux-system', 'infra']) {
      expect(
        tenants(
          { 'f.yaml': bootstrap, 's.yaml': source(name), 'k.yaml': kustomization(name, account) },
          { platformNamespaces: ['infra'] },
        ),
      ).toEqual([]);
    }
  });

  test('never the controllers’ own accounts', () => {
    const spec = '  serviceAccountName: kustomize-controller\n';
    expect(
      tenants({
        'f.yaml': bootstrap,
        's.yaml': source('apps'),
        'k.yaml': kustomization('apps', spec),
      }),
    ).toEqual([]);
  });

  test('never a namespace whose account administers the cluster', () => {
    const text =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: c\nroleRef:\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n  - kind: ServiceAccount\n    name: builder\n    namespace: apps\n';
    expect(
      tenants({
        'f.yaml': bootstrap,
        's.yaml': source('apps'),
        'k.yaml': kustomization('apps', account),
        'b.yaml': text,
      }),
    ).toEqual([]);
  });
});

describe('without a platform', () => {
  test('the namespace of the Flux objects is the tenant', () => {
    expect(tenants({ 'k.yaml': kustomization('apps') })).toEqual(['apps(assumed): apps']);
  });

  test('a repository without Flux has no tenants', () => {
    expect(tenants({ 'n.yaml': namespace('apps') })).toEqual([]);
    expect(tenants({})).toEqual([]);
  });

  test.each([
    [
      'a FluxInstance',
      'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\n  namespace: flux\n',
    ],
    ['Flux’s own namespace', bootstrap],
    [
      'the controllers',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: helm-controller\n  namespace: flux\n',
    ],
    [
      'the chart of the operator',
      'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: x\n  namespace: flux\nspec:\n  url: oci://ghcr.io/charts/flux-operator\n',
    ],
  ])('%s shows that there is one', (_name, text) => {
    expect(tenants({ 'k.yaml': kustomization('apps'), 'p.yaml': text })).toEqual([]);
  });
});
