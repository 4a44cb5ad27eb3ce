import { definitionFiles } from './crds.ts';
import { Dice } from './dice.ts';
import { listFile, putOnboarding } from './onboarding.ts';
import type { Tree } from './tree.ts';
import { release } from './workloads.ts';

/** Where the fleet's own repository is, for the tenants whose manifests lie in it. */
export const fleetUrl = 'https://git.example.com/platform/fleet';

/** A tenant with many objects under one account: renaming that account concerns all of them. */
export const crowd = {
  name: 'crowd',
  account: 'tenants/crowd/rbac.yaml',
  dependants: Array.from({ length: 20 }, (_, index) => `apps/crowd/release-${index}.yaml`),
};

/**
 * What every fleet has, whoever its tenants are: one cluster that is locked down and delivers them all, two that have only
 * the infrastructure, big CRD files, and what is no manifest at all. `tenants` is the number of those to come.
 */
export function putPlatform(tree: Tree, seed: number, tenants: number): void {
  const dice = new Dice(seed);
  tree.put('.flux-tenancy.yaml', 'preset: strict\n');
  tree.put('README.md', `${dice.sentence(300)}\n`);
  tree.put('.github/workflows/ci.yaml', workflow);
  for (let page = 0; page < Math.max(3, tenants / 100); page++) {
    tree.put(`docs/${page}.md`, `# ${dice.sentence(5)}\n\n${dice.sentence(200)}\n`);
  }
  putInfrastructure(tree, dice);
  for (const cluster of ['production', 'staging', 'dev']) putCluster(tree, dice, cluster);
  tree.put('clusters/production/tenants.yaml', delivery('tenants', './tenants'));
  putCrowd(tree, dice);
}

function putInfrastructure(tree: Tree, dice: Dice): void {
  const definitions = definitionFiles(dice);
  for (const [name, text] of definitions) tree.put(`infrastructure/crds/${name}.yaml`, text);
  const resources = [...definitions.keys()].map((name) => `crds/${name}.yaml`);
  tree.put('infrastructure/charts.yaml', charts);
  tree.put('infrastructure/kustomization.yaml', listFile(dice, [...resources, 'charts.yaml']));
}

function putCluster(tree: Tree, dice: Dice, cluster: string): void {
  const folder = `clusters/${cluster}`;
  tree.put(`${folder}/infrastructure.yaml`, delivery('infrastructure', './infrastructure'));
  tree.put(`${folder}/flux-system/gotk-sync.yaml`, bootstrap(folder));
  tree.put(`${folder}/flux-system/gotk-components.yaml`, components);
  const lockdown = `patches:\n${controllers.map(lockdownPatch).join('')}`;
  const resources = ['gotk-components.yaml', 'gotk-sync.yaml'];
  tree.put(`${folder}/flux-system/kustomization.yaml`, listFile(dice, resources, lockdown));
}

function putCrowd(tree: Tree, dice: Dice): void {
  const tenant = { name: crowd.name, url: fleetUrl, paths: { 'crowd-apps': './apps/crowd' } };
  const own = new Map<string, string>();
  putOnboarding(own, dice, tenant, 'tenants/crowd');
  for (const [path, text] of own) tree.put(path, text);
  const files = crowd.dependants.map((path) => path.split('/').at(-1) ?? path);
  for (const [index, path] of crowd.dependants.entries()) {
    tree.put(path, release(dice, crowd.name, `app-${index}`));
  }
  tree.put('apps/crowd/kustomization.yaml', listFile(dice, files));
}

function delivery(name: string, path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 10m
  serviceAccountName: kustomize-controller
  path: ${path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`;
}

function bootstrap(folder: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m0s
  url: ${fleetUrl}
  ref:
    branch: main
---
${delivery('flux-system', `./${folder}`)}`;
}

const charts = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: shared
  namespace: flux-system
spec:
  interval: 1h
  url: https://charts.example.com/shared
`;

const workflow = `name: ci
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
`;

const controllers = [
  { name: 'kustomize-controller', flags: ['no-cross-namespace-refs=true', 'no-remote-bases=true'] },
  { name: 'helm-controller', flags: ['no-cross-namespace-refs=true'] },
  { name: 'notification-controller', flags: ['no-cross-namespace-refs=true'] },
];

function lockdownPatch({ name, flags }: (typeof controllers)[number]): string {
  const account = name === 'notification-controller' ? [] : ['default-service-account=default'];
  const operations = [...flags, ...account].map(
    (flag) =>
      `      - op: add\n        path: /spec/template/spec/containers/0/args/-\n        value: --${flag}\n`,
  );
  return `  - target:\n      kind: Deployment\n      name: ${name}\n    patch: |\n${operations.join('')}`;
}

const component = (name: string) => `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: flux-system
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: flux-system
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: manager
          image: registry.example.com/fluxcd/${name}:v1.9.4
          args:
            - --watch-all-namespaces=true
`;

const fluxRole = (name: string, aggregation: string, verbs: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/part-of: flux
${aggregation}rules:
  - apiGroups:
      - source.toolkit.fluxcd.io
      - helm.toolkit.fluxcd.io
      - kustomize.toolkit.fluxcd.io
    resources: ["*"]
    verbs: ${verbs}
`;

/** A short stand-in for what \`flux bootstrap\` writes: namespace, rights, accounts and controllers. */
const components = `apiVersion: v1
kind: Namespace
metadata:
  name: flux-system
  labels:
    app.kubernetes.io/part-of: flux
${fluxRole('flux-edit-flux-system', '    rbac.authorization.k8s.io/aggregate-to-admin: "true"\n    rbac.authorization.k8s.io/aggregate-to-edit: "true"\n', '[create, delete, deletecollection, patch, update]')}${fluxRole('flux-view-flux-system', '    rbac.authorization.k8s.io/aggregate-to-admin: "true"\n    rbac.authorization.k8s.io/aggregate-to-edit: "true"\n    rbac.authorization.k8s.io/aggregate-to-view: "true"\n', '[get, list, watch]')}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cluster-reconciler-flux-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: kustomize-controller
    namespace: flux-system
  - kind: ServiceAccount
    name: helm-controller
    namespace: flux-system
${['source-controller', ...controllers.map(({ name }) => name)].map(component).join('')}`;
