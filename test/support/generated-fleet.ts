import type { FileChange } from '../../server/core/index.ts';

/**
 * A platform repository with any number of tenants, thirteen files each: what they are is always the same, so that
 * measurements can be compared. Everything is delivered: bootstrap → tenants → the tenant's own Kustomizations.
 */
export function generatedFleet(tenants: number): readonly FileChange[] {
  const names = Array.from({ length: tenants }, (_, index) => `team-${index}`);
  return [...platform(names), ...names.flatMap(tenant)];
}

function platform(names: readonly string[]): readonly FileChange[] {
  return [
    file('clusters/live/flux-system/gotk-sync.yaml', [
      source('flux-system', 'flux-system'),
      kustomization('flux-system', 'flux-system', 'clusters/live', []),
    ]),
    file('clusters/live/tenants.yaml', [kustomization('tenants', 'flux-system', 'tenants', [])]),
    file('tenants/kustomization.yaml', [list(names)]),
  ];
}

function tenant(name: string): readonly FileChange[] {
  const own = [`  targetNamespace: ${name}`, `  serviceAccountName: ${name}`];
  const apps = Array.from({ length: 7 }, (_, index) => `app-${index}`);
  return [
    file(`tenants/${name}/kustomization.yaml`, [
      list(['namespace.yaml', 'rbac.yaml', 'sync.yaml']),
    ]),
    file(`tenants/${name}/namespace.yaml`, [
      `${object('v1', 'Namespace', name)}\n  labels:\n    toolkit.fluxcd.io/tenant: ${name}`,
    ]),
    file(`tenants/${name}/rbac.yaml`, [
      object('v1', 'ServiceAccount', name, name),
      `${object('rbac.authorization.k8s.io/v1', 'RoleBinding', name, name)}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: admin\nsubjects:\n  - kind: ServiceAccount\n    name: ${name}\n    namespace: ${name}`,
    ]),
    file(`tenants/${name}/sync.yaml`, [
      source(name, name),
      kustomization(name, name, `apps/${name}`, own),
    ]),
    file(`apps/${name}/kustomization.yaml`, [
      list([...apps.map((app) => `${app}.yaml`), 'repository.yaml']),
    ]),
    file(`apps/${name}/repository.yaml`, [
      `${object('source.toolkit.fluxcd.io/v1', 'HelmRepository', 'charts')}\nspec:\n  url: https://charts.example.com`,
    ]),
    ...apps.map((app) => file(`apps/${name}/${app}.yaml`, [release(app, name)])),
  ];
}

function file(path: string, documents: readonly string[]): FileChange {
  return { file: path, text: `${documents.join('\n---\n')}\n` };
}

function object(apiVersion: string, kind: string, name: string, namespace?: string): string {
  const lines = [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`];
  return [...lines, ...(namespace ? [`  namespace: ${namespace}`] : [])].join('\n');
}

function list(resources: readonly string[]): string {
  return ['resources:', ...resources.map((each) => `  - ${each}`)].join('\n');
}

function source(name: string, namespace: string): string {
  return `${object('source.toolkit.fluxcd.io/v1', 'GitRepository', name, namespace)}\nspec:\n  interval: 1m\n  url: https://example.com/fleet`;
}

function kustomization(
  name: string,
  namespace: string,
  path: string,
  lines: readonly string[],
): string {
  const head = object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, namespace);
  const spec = [`  interval: 5m`, `  path: ./${path}`, '  prune: true', ...lines];
  return [
    head,
    'spec:',
    ...spec,
    '  sourceRef:',
    '    kind: GitRepository',
    `    name: ${name === 'tenants' ? 'flux-system' : name}`,
  ].join('\n');
}

function release(name: string, account: string): string {
  return `${object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', name)}\nspec:\n  interval: 10m\n  serviceAccountName: ${account}\n  chart:\n    spec:\n      chart: ${name}\n      sourceRef:\n        kind: HelmRepository\n        name: charts\n  values:\n    replicas: 2\n    image:\n      tag: 1.2.3`;
}
