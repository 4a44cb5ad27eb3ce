import type { Files } from './apps.ts';
import type { Dice } from './dice.ts';

/** A tenant as the platform sets it up. */
export interface Tenant {
  /** Also the name of its namespace, account and source. */
  readonly name: string;
  /** Where its repository is. */
  readonly url: string;
  /** What its Kustomizations deliver, by name; each waits for the one before it. */
  readonly paths: Readonly<Record<string, string>>;
  /** A kustomization that it gets a copy of, if any. */
  readonly base?: string;
}

/** The four files of a tenant, in one folder. */
export function putOnboarding(files: Files, dice: Dice, tenant: Tenant, folder: string): void {
  files.set(`${folder}/namespace.yaml`, namespaceFile(dice, tenant));
  files.set(`${folder}/rbac.yaml`, rbacFile(dice, tenant));
  files.set(`${folder}/sync.yaml`, syncFile(dice, tenant));
  const own = ['namespace.yaml', 'rbac.yaml', 'sync.yaml'];
  const list = tenant.base
    ? listFile(dice, [...own, tenant.base], `namespace: ${tenant.name}\n`)
    : listFile(dice, own);
  files.set(`${folder}/kustomization.yaml`, list);
}

/** The namespace with what keeps it in bounds. */
function namespaceFile(dice: Dice, { name }: Tenant): string {
  return `${dice.marker()}${dice.comment(0.2)}apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    toolkit.fluxcd.io/tenant: ${name}
    pod-security.kubernetes.io/enforce: ${dice.quoted(dice.pick(['restricted', 'baseline']))}
    cost-center: "${dice.between(1000, 9999)}"
  annotations:
    owner: team-${name}@example.com
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: tenant
  namespace: ${name}
spec:
  hard: {limits.memory: ${dice.between(4, 64)}Gi, pods: "${dice.between(20, 200)}"}
---
apiVersion: v1
kind: LimitRange
metadata:
  name: tenant
  namespace: ${name}
spec:
  limits:
    - type: Container
      default:
        memory: 256Mi
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: same-namespace
  namespace: ${name}
spec:
  podSelector: {}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector: {}
`;
}

function rbacFile(dice: Dice, { name }: Tenant): string {
  return `${dice.marker()}apiVersion: v1
kind: ServiceAccount
metadata:
  labels:
    toolkit.fluxcd.io/tenant: ${name}
  name: ${name}
  namespace: ${name}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  labels:
    toolkit.fluxcd.io/tenant: ${name}
  name: ${name}-reconciler
  namespace: ${name}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: admin
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: User
  name: gotk:${name}:reconciler
- kind: ServiceAccount
  name: ${name}
  namespace: ${name}
`;
}

/** Where the tenant's content comes from and how it is applied. */
function syncFile(dice: Dice, tenant: Tenant): string {
  const { name, url, paths } = tenant;
  const names = Object.keys(paths);
  return `${dice.marker()}apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: ${name}
  namespace: ${name}
spec:
  interval: ${dice.between(1, 10)}m
  url: ${url}
  ref:
    branch: main
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: ${name}
  namespace: ${name}
spec:
  interval: ${dice.between(10, 60)}m
  url: https://charts.example.com/${name}
${names.map((each, index) => `---\n${kustomizationOf(dice, tenant, each, names[index - 1])}`).join('')}`;
}

function kustomizationOf(dice: Dice, tenant: Tenant, name: string, before?: string): string {
  const dependsOn = before ? `  dependsOn:\n    - name: ${before}\n` : '';
  const substitute = `  postBuild:\n    substitute:\n      cluster_env: ${dice.quoted('production')}\n      replicas: "${dice.between(1, 9)}"\n`;
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: ${tenant.name}
spec:
  interval: ${dice.between(1, 60)}m
${dice.comment(0.15, '  ')}  serviceAccountName: ${tenant.name}
  targetNamespace: ${tenant.name}
  prune: true
  path: ${tenant.paths[name]}
  sourceRef:
    kind: GitRepository
    name: ${tenant.name}
${dependsOn}${dice.chance(0.4) ? substitute : ''}  timeout: ${dice.between(2, 10)}m
`;
}

/** A kustomization.yaml. */
export function listFile(dice: Dice, resources: readonly string[], lines = ''): string {
  const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
  return `${dice.chance(0.7) ? head : ''}${lines}resources:\n${resources.map((each) => `  - ${each}\n`).join('')}`;
}
