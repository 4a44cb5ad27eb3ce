import { expect, test } from 'vitest';
import { clusterOf, clustersOf } from '../../server/core/fleet/cluster.ts';
import { fleetOf } from '../../server/core/fleet/fleet.ts';
import { Workspace } from '../../server/core/index.ts';
import { lockdownFor, lockdownOf } from '../../server/core/tenancy/lockdown.ts';

const kustomization = (flag: string) => `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [gotk-components.yaml, gotk-sync.yaml]
patches:
  - target: {kind: Deployment}
    patch: |
      - op: add
        path: /spec/template/spec/containers/0/args/-
        value: ${flag}
`;
const controllers =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: kustomize-controller\n  namespace: flux-system\nspec:\n  template:\n    spec:\n      containers:\n        - name: manager\n          args: [--watch-all-namespaces]\n';
const instance = (cluster: string) =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\n  namespace: flux-system\nspec:\n  cluster:\n    ${cluster}\n`;

function states(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace();
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  const { noCrossNamespaceRefs: refs, defaultServiceAccount: account } = lockdownOf(
    workspace.snapshot,
  );
  return [refs.state, account.state === 'on' ? account.value : account.state];
}

test.each([
  ['nothing says anything', {}, ['unknown', 'unknown']],
  [
    'a patch sets one flag, and the controllers are elsewhere',
    { 'c/kustomization.yaml': kustomization('--no-cross-namespace-refs=true') },
    ['on', 'unknown'],
  ],
  [
    'a patch sets one flag, and the controllers are here without the other',
    {
      'c/kustomization.yaml': kustomization('--default-service-account=nobody'),
      'c/gotk-components.yaml': controllers,
    },
    ['off', 'nobody'],
  ],
  [
    'a flag that is set to false',
    {
      'c/kustomization.yaml': kustomization('--no-cross-namespace-refs=false'),
      'c/gotk-components.yaml': controllers,
    },
    ['off', 'off'],
  ],
  [
    'a FluxInstance for many tenants',
    { 'f.yaml': instance('multitenant: true') },
    ['on', 'default'],
  ],
  [
    'a FluxInstance with a default account of its own',
    { 'f.yaml': instance('multitenant: true\n    tenantDefaultServiceAccount: flux') },
    ['on', 'flux'],
  ],
  [
    'a FluxInstance for one administrator',
    { 'f.yaml': instance('multitenant: false') },
    ['off', 'off'],
  ],
  [
    'two clusters that differ',
    { 'a/f.yaml': instance('multitenant: true'), 'b/f.yaml': instance('multitenant: false') },
    ['unknown', 'unknown'],
  ],
  [
    'arguments of the controller itself',
    {
      'c/flux-system/kustomization.yaml': 'resources: [gotk-components.yaml]\n',
      'c/flux-system/gotk-components.yaml': controllers.replace(
        '--watch-all-namespaces',
        '--no-cross-namespace-refs',
      ),
    },
    ['on', 'off'],
  ],
  [
    'the community chart',
    {
      'flux.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: flux\n  namespace: flux-system\nspec:\n  chart:\n    spec:\n      chart: flux2\n  values:\n    multitenancy:\n      enabled: true\n',
    },
    ['on', 'default'],
  ],
])('%s', (_name, files, expected) => {
  expect(states(files)).toEqual(expected);
});

test('each cluster has its own lockdown, and an object that of the cluster it goes to', () => {
  const source = (name: string) =>
    `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: ${name}\n  namespace: flux-system\nspec:\n  url: https://example.com/fleet\n`;
  const sync = (name: string, path: string) =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: flux-system\nspec:\n  path: ${path}\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n`;
  const cluster = (name: string, flag: string) => ({
    [`clusters/${name}/flux-system/gotk-components.yaml`]: controllers,
    [`clusters/${name}/flux-system/gotk-sync.yaml`]: `${source('flux-system')}---\n${sync('flux-system', `./clusters/${name}`)}`,
    [`clusters/${name}/flux-system/kustomization.yaml`]: kustomization(flag),
    [`clusters/${name}/tenants.yaml`]: sync('tenants', './tenants'),
  });
  const workspace = new Workspace();
  const files = {
    ...cluster('staging', '--no-cross-namespace-refs=true'),
    ...cluster('production', '--verbose'),
    'tenants/a.yaml':
      'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\n  namespace: a\n',
  };
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  const { snapshot } = workspace;
  expect(clustersOf(snapshot).map(({ root }) => root)).toEqual([
    'clusters/production',
    'clusters/staging',
  ]);
  const accounts = fleetOf(snapshot).objects.filter(({ kind }) => kind === 'ServiceAccount');
  const found = accounts.map((object) => [
    clusterOf(snapshot, object)?.root,
    lockdownFor(snapshot, object).noCrossNamespaceRefs.state,
  ]);
  expect(found.sort()).toEqual([
    ['clusters/production', 'off'],
    ['clusters/staging', 'on'],
  ]);
  expect(lockdownOf(snapshot).noCrossNamespaceRefs.state).toBe('unknown');
});

test('the configuration states what Git cannot show, for all clusters or for one', () => {
  const workspace = new Workspace();
  const files = {
    '.flux-tenancy.yaml':
      'lockdown:\n  noCrossNamespaceRefs: true\n  defaultServiceAccount: nobody\n  clusters:\n    clusters/test:\n      noCrossNamespaceRefs: false\n',
    'clusters/test/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
    'clusters/live/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
  };
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  const { snapshot } = workspace;
  const found = fleetOf(snapshot).objects.map((object) => {
    const { noCrossNamespaceRefs, defaultServiceAccount } = lockdownFor(snapshot, object);
    const account = defaultServiceAccount.state === 'on' ? defaultServiceAccount.value : '';
    return [object.file, noCrossNamespaceRefs.state, account];
  });
  expect(found.sort()).toEqual([
    ['clusters/live/a.yaml', 'on', 'nobody'],
    ['clusters/test/a.yaml', 'off', 'nobody'],
  ]);
  expect(lockdownOf(snapshot).noCrossNamespaceRefs.state).toBe('on');
});
