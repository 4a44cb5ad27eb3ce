import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze, type FileChange, Workspace } from '../server/core/index.ts';
import { changesOf, editsOf, expectSameFromScratch } from './support/incremental.ts';

const rbac = 'rbac.authorization.k8s.io';
const lockdown =
  '[{ op: add, path: /spec/template/spec/containers/0/args/-, value: --default-service-account=default }]';

/** What the files of a workspace may say about rights and clusters: each makes and breaks what others say. */
const pools: Readonly<Record<string, readonly string[]>> = {
  'clusters/a/flux-system/kustomization.yaml': [
    'resources: [gotk-components.yaml, gotk-sync.yaml]\n',
    `resources: [gotk-components.yaml]\npatches:\n  - patch: |\n      ${lockdown}\n    target: { kind: Deployment, name: kustomize-controller }\n`,
    'resources: [gotk-sync.yaml]\npatches: [{ path: lockdown.yaml, target: { kind: Deployment } }]\n',
    'resources: [other.yaml]\n',
  ],
  'clusters/a/flux-system/lockdown.yaml': [lockdown, '# none\n'],
  'clusters/a/flux-system/gotk-sync.yaml': [
    kustomization('flux-system', 'flux-system', 'clusters/a'),
    kustomization('flux-system', 'flux-system', 'clusters'),
    '',
  ],
  'clusters/a/flux-system/gotk-components.yaml': [
    deployment('--watch-all-namespaces'),
    deployment('--no-cross-namespace-refs=true', '--default-service-account=default'),
    '',
  ],
  'clusters/b/instance.yaml': [
    '',
    instance('  cluster: { multitenant: true }\n  sync: { path: clusters/b }\n'),
    instance('  sync: { path: elsewhere, url: https://example.com/other }\n'),
    instance(
      `  kustomize:\n    patches:\n      - patch: |\n          ${lockdown}\n        target: { kind: Deployment }\n`,
    ),
  ],
  'clusters/b/flux-system/kustomization.yaml': ['', 'resources: [gotk-components.yaml]\n'],
  'clusters/a/tenants.yaml': [kustomization('tenants', 'flux-system', 'tenants'), ''],
  'clusters/b/tenants.yaml': ['', kustomization('tenants', 'flux-system', 'tenants')],
  'tenants/namespace.yaml': [
    object('v1', 'Namespace', 'dev', 'labels: { toolkit.fluxcd.io/tenant: dev }'),
    object('v1', 'Namespace', 'dev', `labels: { a: "1" }`),
  ],
  'tenants/account.yaml': [
    object('v1', 'ServiceAccount', 'dev', 'namespace: dev'),
    object('v1', 'ServiceAccount', 'other', 'namespace: dev'),
    '',
  ],
  'tenants/sync.yaml': [
    kustomization('dev', 'dev', 'apps', '  serviceAccountName: dev\n  targetNamespace: dev\n'),
    kustomization('dev', 'dev', 'apps'),
    kustomization('dev', 'dev', 'apps', '  kubeConfig: { secretRef: { name: far } }\n'),
    kustomization('dev', 'dev', 'not-here', '  serviceAccountName: dev\n'),
  ],
  'tenants/binding.yaml': [
    binding('RoleBinding', 'ClusterRole', 'admin', account('dev')),
    binding('RoleBinding', 'ClusterRole', 'own', account('dev')),
    binding('RoleBinding', 'Role', 'own', account('other')),
    binding('RoleBinding', 'ClusterRole', 'edit', group('system:serviceaccounts:dev')),
    binding('ClusterRoleBinding', 'ClusterRole', 'cluster-admin', account('dev')),
    '',
  ],
  'tenants/second.yaml': [
    '',
    binding('RoleBinding', 'ClusterRole', 'view', group('system:authenticated')),
    binding('ClusterRoleBinding', 'ClusterRole', 'view', group('system:serviceaccounts')),
    binding('RoleBinding', 'ClusterRole', 'admin', account(variable('name'))),
    binding('ClusterRoleBinding', 'ClusterRole', 'own', account(variable('name'))),
    binding(
      'RoleBinding',
      'ClusterRole',
      'own',
      '{ kind: User, name: system:serviceaccount:dev:dev }',
    ),
  ],
  'tenants/roles.yaml': [
    role('ClusterRole', 'own', '{ apiGroups: [""], resources: [secrets], verbs: ["*"] }'),
    role('ClusterRole', 'own', `{ apiGroups: [${rbac}], resources: [roles], verbs: [escalate] }`),
    role(
      'ClusterRole',
      'extra',
      '{ apiGroups: ["", example.com], resources: [resourcequotas, widgets], verbs: ["*"] }',
      `labels: { ${rbac}/aggregate-to-admin: "true", extra: "1" }`,
    ),
    `${object(`${rbac}/v1`, 'ClusterRole', 'own')}aggregationRule:\n  clusterRoleSelectors:\n    - matchLabels: { extra: "1" }\n`,
    '',
  ],
  'tenants/more.yaml': [
    '',
    role('Role', 'own', '{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }', 'namespace: dev'),
    role(
      'ClusterRole',
      'more',
      '{ apiGroups: [apps], resources: ["*"], verbs: [get] }',
      'labels: { extra: "1" }',
    ),
    `${object('kyverno.io/v1', 'ClusterPolicy', 'make')}spec:\n  rules:\n    - generate: { kind: RoleBinding }\n`,
    `${object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'accounts')}spec:\n  validations: [{ expression: object.spec.serviceAccountName != "" }]\n`,
    release('dev', '  serviceAccountName: dev\n'),
    release('flux-system', '  values: { account: dev }\n'),
    `${object('v1', 'ServiceAccount', 'robot', 'namespace: flux-system')}---\n${binding('RoleBinding', 'ClusterRole', 'edit', account('dev'), 'flux-system')}`,
  ],
  'apps/app.yaml': [
    object('v1', 'ResourceQuota', 'quota', 'namespace: dev'),
    object('v1', 'ConfigMap', 'app'),
    `${role('Role', 'app', '{ apiGroups: [""], resources: [pods], verbs: [get] }')}---\n${binding('RoleBinding', 'Role', 'app', account('dev'))}`,
    `${object('example.com/v1', 'Widget', 'one')}`,
    kustomization('inner', 'dev', 'apps/inner', '  serviceAccountName: dev\n'),
    binding('RoleBinding', 'ClusterRole', 'admin', account('dev', 'elsewhere')),
  ],
  'crd.yaml': ['', definition('Namespaced', 'widgets'), definition('Cluster', 'gadgets')],
  '.flux-tenancy.yaml': [
    '',
    'tenants: [{ name: dev, namespaces: [dev] }]\n',
    'lockdown: { defaultServiceAccount: false }\nscopes: { Widget.example.com: namespaced }\n',
  ],
};

/** The first text of a file is that of an ordinary workspace, and more frequent. */
const texts = Object.entries(pools).map(([file, [first = '', ...others]]) =>
  fc.record({
    file: fc.constant(file),
    text: fc.oneof(
      { weight: 3, arbitrary: fc.constant(first) },
      { weight: 2, arbitrary: fc.constantFrom(first, ...others) },
    ),
  }),
);
const change = fc.oneof(...texts);
const changes = changesOf(
  fc.oneof(
    { weight: 4, arbitrary: change },
    { weight: 1, arbitrary: change.map(({ file }) => ({ file, text: undefined })) },
  ),
);

test.each([
  ['changes', changes],
  ['edits', editsOf(texts, change)],
] as const)(
  'after any sequence of %s to rights and clusters the verdict equals the one made from scratch',
  (_name, sequences) => {
    fc.assert(fc.property(sequences, expectSameFromScratch), { numRuns: 120, seed: 20_261_124 });
  },
  60_000,
);

test('the texts make the rules about rights and clusters speak', () => {
  const found = new Set<string>();
  for (const batches of fc.sample(editsOf(texts, change), { numRuns: 60, seed: 20_261_124 })) {
    const workspace = new Workspace();
    for (const batch of batches as readonly FileChange[][]) workspace.applyChanges(batch);
    for (const [, list] of analyze(workspace.snapshot).diagnostics) {
      for (const { rule } of list) found.add(rule);
    }
  }
  expect([...found]).toEqual(
    expect.arrayContaining([
      'cluster-role-binding-to-tenant',
      'lockdown-incomplete',
      'lockdown-missing',
      'missing-service-account',
      'platform-service-account-missing',
      'role-and-binding-same-kustomization',
      'role-escalation-verbs',
      'service-account-unbound',
      'tenant-escape-path',
      'would-be-denied',
    ]),
  );
});

function object(apiVersion: string, kind: string, name: string, more?: string): string {
  const metadata = [`  name: ${name}`, ...(more ? [`  ${more}`] : [])].join('\n');
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n${metadata}\n`;
}

function kustomization(name: string, namespace: string, path: string, more = ''): string {
  const head = object(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    name,
    `namespace: ${namespace}`,
  );
  return `${head}spec:\n  interval: 5m\n  prune: true\n  path: ./${path}\n${more}  sourceRef: { kind: GitRepository, name: flux-system }\n`;
}

function release(namespace: string, more: string): string {
  const head = object(
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    'chart',
    `namespace: ${namespace}`,
  );
  return `${head}spec:\n  interval: 5m\n  chart: { spec: { chart: app, sourceRef: { kind: HelmRepository, name: charts } } }\n${more}`;
}

function deployment(...args: readonly string[]): string {
  return ['kustomize-controller', 'helm-controller']
    .map(
      (name) =>
        `${object('apps/v1', 'Deployment', name, 'namespace: flux-system')}spec:\n  template:\n    spec:\n      containers: [{ name: manager, args: [${args.join()}] }]\n`,
    )
    .join('---\n');
}

function instance(spec: string): string {
  const head = object(
    'fluxcd.controlplane.io/v1',
    'FluxInstance',
    'flux',
    'namespace: flux-system',
  );
  return `${head}spec:\n${spec}`;
}

function binding(
  kind: string,
  roleKind: string,
  name: string,
  subject: string,
  namespace = 'dev',
): string {
  const place = kind === 'RoleBinding' ? `namespace: ${namespace}` : undefined;
  const head = object(`${rbac}/v1`, kind, `bind-${name}`, place);
  return `${head}roleRef: { apiGroup: ${rbac}, kind: ${roleKind}, name: ${name} }\nsubjects: [${subject}]\n`;
}

function account(name: string, namespace = 'dev'): string {
  return `{ kind: ServiceAccount, name: "${name}", namespace: ${namespace} }`;
}

function group(name: string): string {
  return `{ kind: Group, name: "${name}" }`;
}

/** A variable that Flux fills in. */
function variable(name: string): string {
  return `\${${name}}`;
}

function role(kind: string, name: string, rule: string, more?: string): string {
  return `${object(`${rbac}/v1`, kind, name, more)}rules: [${rule}]\n`;
}

function definition(scope: string, plural: string): string {
  const head = object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    `${plural}.example.com`,
  );
  return `${head}spec:\n  group: example.com\n  scope: ${scope}\n  names: { kind: Widget, plural: ${plural} }\n`;
}
