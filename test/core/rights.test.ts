import { describe, expect, test } from 'vitest';
import { fleetOf } from '../../server/core/fleet/fleet.ts';
import { Workspace } from '../../server/core/index.ts';
import { FluxKustomization } from '../../server/core/manifest/kind.ts';
import { rulesOf } from '../../server/core/tenancy/cluster-roles.ts';
import { may, mayBind, mayWriteRole, rightsOf } from '../../server/core/tenancy/rights.ts';
import { boundRole } from '../../server/core/tenancy/roles.ts';
import { known } from '../../server/core/yaml/field.ts';

const variable = '$'.concat('{X}');
const rbac = 'rbac.authorization.k8s.io/v1';
const object = (apiVersion: string, kind: string, name: string, namespace?: string, rest = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ''}}\n${rest}\n`;
const robot = '{kind: ServiceAccount, name: robot, namespace: shop}';
const bind = (role: string, namespace?: string, subject = robot, kind = 'ClusterRole') =>
  object(
    rbac,
    namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    'b',
    namespace,
    `roleRef: {kind: ${kind}, name: ${role}}\nsubjects: [${subject}]`,
  );
const role = (name: string, rules: string, namespace?: string) =>
  object(rbac, namespace ? 'Role' : 'ClusterRole', name, namespace, `rules: [${rules}]`);
const labelled = (name: string, label: string, rules: string) =>
  `apiVersion: ${rbac}\nkind: ClusterRole\nmetadata: {name: ${name}, labels: {${label}}}\nrules: [${rules}]\n`;
const rule = (verbs: string, group: string, resources: string, more = '') =>
  `{verbs: [${verbs}], apiGroups: ["${group}"], resources: [${resources}]${more}}`;
const sync = (name: string, namespace: string, spec: string) =>
  object(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    name,
    namespace,
    `spec: {sourceRef: {kind: GitRepository, name: other}, ${spec}}`,
  );
const cluster = object(
  'fluxcd.controlplane.io/v1',
  'FluxInstance',
  'flux',
  'flux-system',
  'spec: {cluster: {multitenant: true}}',
);
const account = object('v1', 'ServiceAccount', 'robot', 'shop');
const own = sync('robot', 'shop', 'serviceAccountName: robot');
const setUp = [cluster, account, own];

function look(...documents: readonly string[]) {
  const text = documents.join('---\n');
  const snapshot = new Workspace().applyChanges([{ file: 'a.yaml', text }]);
  const fleet = fleetOf(snapshot);
  const [flux] = fleet.ofKind(FluxKustomization);
  if (!flux) throw new Error('the workspace has no Kustomization');
  const rights = rightsOf(snapshot, { namespace: 'shop', name: 'robot' }, flux);
  const find = (name: string) => {
    const found = fleet.objects.find((each) => known(each.name) === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  return { snapshot, rights, find };
}

/** A request as "verb resource.group in namespace of name". */
function ask(asked: string, ...documents: readonly string[]) {
  const [, verb = '', resource = '', group = '', namespace, name] =
    /^(\S+) ([^.\s]+)(?:\.(\S+))?(?: in (\S+))?(?: of (\S+))?$/.exec(asked) ?? [];
  return may(look(...documents).rights, { verb, resource, group, namespace, name });
}

describe('an account that is set up here', () => {
  const admin = bind('admin', 'shop');
  test.each([
    ['patch deployments.apps in shop', admin, 'yes'],
    ['patch deployments.apps in other', admin, 'no'],
    ['patch deployments.apps', admin, 'no'],
    ['patch resourcequotas in shop', admin, 'no'],
    ['patch resourcequotas in shop', bind('cluster-admin', 'shop'), 'yes'],
    ['create kustomizations.kustomize.toolkit.fluxcd.io in shop', bind('edit', 'shop'), 'yes'],
    ['create kustomizations.kustomize.toolkit.fluxcd.io in shop', bind('view', 'shop'), 'unknown'],
    ['patch certificates.cert-manager.io in shop', admin, 'unknown'],
    ['patch namespaces of shop', bind('cluster-admin', 'shop'), 'yes'],
    ['patch namespaces of other', bind('cluster-admin', 'shop'), 'no'],
    ['create namespaces of shop', bind('cluster-admin', 'shop'), 'no'],
    ['patch namespaces of shop', admin, 'no'],
    ['get namespaces of shop', admin, 'yes'],
    ['patch deployments.apps in shop', bind('edit'), 'yes'],
    ['patch deployments.apps in shop', bind('nowhere', 'shop'), 'unknown'],
    [
      'patch secrets in shop',
      bind('edit', 'shop', '{kind: User, name: "system:serviceaccount:shop:robot"}'),
      'yes',
    ],
    [
      'patch secrets in shop',
      bind('edit', 'shop', '{kind: Group, name: "system:serviceaccounts:shop"}'),
      'yes',
    ],
    [
      'patch secrets in shop',
      bind('edit', 'shop', '{kind: Group, name: "system:authenticated"}'),
      'yes',
    ],
    [
      'patch secrets in shop',
      bind('edit', 'shop', '{kind: User, name: "system:authenticated"}'),
      'no',
    ],
    [
      'patch secrets in shop',
      bind('edit', 'shop', '{kind: User, name: "gotk:shop:reconciler"}'),
      'no',
    ],
    ['patch secrets in shop', bind('edit', 'shop', '{kind: ServiceAccount, name: robot}'), 'yes'],
    ['patch secrets in shop', bind('edit', undefined, '{kind: ServiceAccount, name: robot}'), 'no'],
    [
      'patch secrets in shop',
      bind('edit', 'shop', `{kind: ServiceAccount, name: "${variable}", namespace: shop}`),
      'unknown',
    ],
    [
      'patch secrets in other',
      bind('edit', 'shop', `{kind: ServiceAccount, name: "${variable}", namespace: shop}`),
      'no',
    ],
    ['patch secrets in shop', bind('edit', `"${variable}"`), 'unknown'],
  ])('%s: %#', (asked, binding, expected) => {
    expect(ask(asked, ...setUp, binding)).toBe(expected);
  });

  test('has what its Role says, and no more', () => {
    const documents = [
      ...setUp,
      role('deployer', rule('get, patch', 'apps', 'deployments'), 'shop'),
      bind('deployer', 'shop', robot, 'Role'),
    ];
    expect(ask('patch deployments.apps in shop', ...documents)).toBe('yes');
    expect(ask('patch statefulsets.apps in shop', ...documents)).toBe('no');
    expect(ask('patch certificates.cert-manager.io in shop', ...documents)).toBe('no');
  });

  test('has what other roles add to a built-in one', () => {
    const widgets = labelled(
      'widgets',
      'rbac.authorization.k8s.io/aggregate-to-edit: "true"',
      rule('create, patch', 'acme.example', 'widgets'),
    );
    const asked = 'patch widgets.acme.example in shop';
    expect(ask(asked, ...setUp, widgets, bind('edit', 'shop'))).toBe('yes');
    expect(ask(asked, ...setUp, widgets, bind('admin', 'shop'))).toBe('yes');
    expect(ask(asked, ...setUp, widgets, bind('view', 'shop'))).toBe('unknown');
  });

  test('has what an aggregating role selects', () => {
    const tenant = `apiVersion: ${rbac}\nkind: ClusterRole\nmetadata: {name: tenant}\naggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: acme.example/for, operator: In, values: [tenant, all]}]}, {matchLabels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}}]}\nrules: [${rule('patch', '', 'secrets')}]\n`;
    const documents = [
      ...setUp,
      tenant,
      labelled('part', 'acme.example/for: tenant', rule('patch', 'apps', 'deployments')),
      labelled('foreign', 'acme.example/for: nobody', rule('patch', 'apps', 'daemonsets')),
      bind('tenant', 'shop'),
    ];
    expect(ask('patch deployments.apps in shop', ...documents)).toBe('yes');
    expect(ask('get pods in shop', ...documents)).toBe('yes');
    expect(ask('patch daemonsets.apps in shop', ...documents)).toBe('unknown');
    expect(ask('patch secrets in shop', ...documents)).toBe('unknown');
  });
});

describe('nobody knows whether it has more rights', () => {
  const asked = 'patch resourcequotas in shop';
  const admin = bind('admin', 'shop');
  const flux = 'helm.toolkit.fluxcd.io/v2';
  const release = (name: string, spec: string, namespace = 'flux-system') =>
    object(flux, 'HelmRelease', name, namespace, `spec: {${spec}}`);
  const chart = (kind: string) => `chart: {spec: {chart: c, sourceRef: {kind: ${kind}, name: c}}}`;
  const open = cluster.replace('multitenant: true', 'multitenant: false');
  const openSetUp = [open, account, own];
  const devSync = [
    object('v1', 'ServiceAccount', 'dev', 'dev'),
    sync('more', 'dev', 'serviceAccountName: dev'),
  ];
  const dev = '{kind: ServiceAccount, name: dev, namespace: dev}';
  const policy = (kind: string) =>
    object(
      'kyverno.io/v1',
      'ClusterPolicy',
      'p',
      undefined,
      `spec: {rules: [{generate: {kind: ${kind}}}, {validate: {}}]}`,
    );

  test('unless its account, its bindings and all content of the platform are here', () => {
    expect(ask(asked, ...setUp, admin)).toBe('no');
  });

  test.each([
    ['its account is elsewhere', [cluster, own, admin]],
    ['the cluster is elsewhere', [account, own, admin]],
    [
      'the platform applies content from elsewhere',
      [
        ...setUp,
        admin,
        sync('more', 'flux-system', 'serviceAccountName: kustomize-controller'),
        bind(
          'cluster-admin',
          undefined,
          '{kind: ServiceAccount, name: kustomize-controller, namespace: flux-system}',
        ),
      ],
    ],
    [
      'a controller applies content from elsewhere',
      [...openSetUp, admin, sync('more', 'flux-system', '')],
    ],
    [
      'another account that may bind applies content there',
      [...setUp, ...devSync, admin, bind('admin', 'shop', dev)],
    ],
    [
      'an account that is set up elsewhere applies content',
      [...setUp, admin, sync('more', 'dev', 'serviceAccountName: dev')],
    ],
    [
      'an instance syncs from elsewhere',
      [
        cluster.replace(
          'spec: {',
          `spec: {sync: {kind: GitRepository, path: "${variable}", url: "https://example.com/x"}, `,
        ),
        account,
        own,
        admin,
      ],
    ],
    [
      'a chart mentions it',
      [
        ...openSetUp,
        admin,
        release('rbac', `${chart('HelmRepository')}, values: {extra: "to: robot"}`),
      ],
    ],
    [
      'a chart of its own repository may be about it',
      [...openSetUp, admin, release('rbac', chart('GitRepository'))],
    ],
    [
      'a chart goes to its namespace with all rights',
      [...openSetUp, admin, release('rbac', `${chart('HelmRepository')}, targetNamespace: shop`)],
    ],
    [
      'Capsule hands out rights',
      [...setUp, admin, object('capsule.clastix.io/v1beta2', 'Tenant', 't')],
    ],
    ['Kyverno makes bindings', [...setUp, admin, policy('RoleBinding')]],
    [
      'a ResourceSet makes bindings',
      [
        ...setUp,
        admin,
        object(
          'fluxcd.controlplane.io/v1',
          'ResourceSet',
          's',
          'flux-system',
          `spec: {inputsFrom: [{name: x}], resources: [{apiVersion: ${rbac}, kind: RoleBinding, metadata: {name: y, namespace: shop}, roleRef: {kind: ClusterRole, name: edit}, subjects: [{kind: ServiceAccount, name: << inputs.who >>, namespace: shop}]}]}`,
        ),
      ],
    ],
  ] as const)('where %s', (_, documents) => {
    expect(ask(asked, ...documents)).toBe('unknown');
  });

  test.each([
    ['its own account applies content from elsewhere', [...setUp, admin]],
    [
      'an account applies it that may bind nobody',
      [...setUp, ...devSync, admin, bind('edit', 'shop', dev)],
    ],
    [
      'it goes to another cluster',
      [...setUp, admin, sync('more', 'flux-system', 'kubeConfig: {secretRef: {name: k}}')],
    ],
    [
      'a chart has nothing to do with it',
      [
        ...openSetUp,
        admin,
        release('ingress', `${chart('HelmRepository')}, values: {replicas: 2}`),
      ],
    ],
    ['Kyverno makes other things', [...setUp, admin, policy('NetworkPolicy')]],
  ] as const)('but it has none where %s', (_, documents) => {
    expect(ask(asked, ...documents)).toBe('no');
  });
});

describe('nobody gives away more than they have:', () => {
  const target = (rules: string) => role('given', rules, 'shop');
  const write = (own: readonly string[], rules: string) => {
    const { snapshot, rights, find } = look(...setUp, ...own, target(rules));
    return mayWriteRole(rights, 'given', rulesOf(snapshot, find('given')), 'shop');
  };
  const admin = [bind('admin', 'shop')];
  const mayEscalate = [
    role('e', rule('escalate', 'rbac.authorization.k8s.io', 'roles'), 'shop'),
    bind('e', 'shop', robot, 'Role'),
  ];
  test.each([
    ['admin may write', admin, rule('get, list', '', 'configmaps, secrets'), 'yes'],
    ['admin may not write', admin, rule('patch', '', 'resourcequotas'), 'no'],
    ['admin may not write', admin, rule('"*"', '', 'configmaps'), 'no'],
    ['admin may perhaps write', admin, rule('get', 'acme.example', 'widgets'), 'unknown'],
    ['cluster-admin may write', [bind('cluster-admin', 'shop')], rule('"*"', '*', '"*"'), 'yes'],
    ['who may escalate may write', mayEscalate, rule('"*"', '*', '"*"'), 'yes'],
  ])('%s {%#}', (_, own, rules, expected) => {
    expect(write(own, rules)).toBe(expected);
  });

  test.each([
    ['admin', 'admin', 'yes'],
    ['admin', 'view', 'unknown'],
    ['admin', 'cluster-admin', 'no'],
    ['edit', 'admin', 'no'],
    ['cluster-admin', 'cluster-admin', 'yes'],
    ['cluster-admin', 'edit', 'yes'],
    ['admin', 'nowhere', 'unknown'],
  ])('%s binding %s: %s', (own, given, expected) => {
    const dev = '{kind: ServiceAccount, name: dev, namespace: shop}';
    const binding = bind(given, 'shop', dev).replace('name: b', 'name: given');
    const { snapshot, rights, find } = look(...setUp, bind(own, 'shop'), binding);
    expect(mayBind(rights, boundRole(snapshot, find('given')), 'shop')).toBe(expected);
  });
});
