import { type PolicyRule, type PolicyRules, wholeRules } from './policy-rule.ts';
import { policyTable, read, write } from './policy-table.ts';

/** The ClusterRoles for users that every cluster has. */
export type BuiltInRole = 'cluster-admin' | 'admin' | 'edit' | 'view';

/** The label by which a ClusterRole extends one of them, as `…/aggregate-to-edit`. */
export const aggregateTo = 'rbac.authorization.k8s.io/aggregate-to-';

/** True for the name of one of them. */
export function isBuiltInRole(name: string): name is BuiltInRole {
  return Object.hasOwn(roles, name);
}

/**
 * What a built-in ClusterRole allows in clusters made with Kubernetes 1.22 or later (kubernetes,
 * plugin/pkg/auth/authorizer/rbac/bootstrappolicy). What extends it in a cluster usually speaks of groups of its own, so
 * of the groups of Kubernetes itself this is all.
 */
export function builtInRules(role: BuiltInRole): PolicyRules {
  return roles[role];
}

/** The labels by which a ClusterRole extends a built-in one: what `view` gets, `edit` and `admin` get as well. */
export function labelsExtending(role: BuiltInRole): readonly string[] {
  const extended = {
    'cluster-admin': [],
    admin: ['admin', 'edit', 'view'],
    edit: ['edit', 'view'],
    view: ['view'],
  }[role];
  return extended.map((name) => `${aggregateTo}${name}`);
}

const everything: PolicyRule = {
  verbs: ['*'],
  apiGroups: ['*'],
  resources: ['*'],
  resourceNames: undefined,
  nonResourceURLs: [],
  isOpen: false,
  node: undefined,
};

const clusterAdmin = wholeRules([
  everything,
  { ...everything, apiGroups: [], resources: [], nonResourceURLs: ['*'] },
]);

const view = policyTable(`
  (core) configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods = ${read}
  (core) replicationcontrollers replicationcontrollers/scale serviceaccounts services = ${read}
  (core) services/status bindings events limitranges namespaces namespaces/status = ${read}
  (core) pods/log pods/status replicationcontrollers/status = ${read}
  (core) resourcequotas resourcequotas/status = ${read}
  discovery.k8s.io endpointslices = ${read}
  apps controllerrevisions daemonsets daemonsets/status deployments deployments/scale = ${read}
  apps deployments/status replicasets replicasets/scale replicasets/status = ${read}
  apps statefulsets statefulsets/scale statefulsets/status = ${read}
  autoscaling horizontalpodautoscalers horizontalpodautoscalers/status = ${read}
  batch cronjobs cronjobs/status jobs jobs/status = ${read}
  extensions daemonsets daemonsets/status deployments deployments/scale deployments/status = ${read}
  extensions ingresses ingresses/status networkpolicies replicasets replicasets/scale = ${read}
  extensions replicasets/status replicationcontrollers/scale = ${read}
  policy poddisruptionbudgets poddisruptionbudgets/status = ${read}
  networking.k8s.io ingresses ingresses/status networkpolicies = ${read}
`);

const edit = policyTable(`
  (core) pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy = ${read}
  (core) serviceaccounts = impersonate
  (core) serviceaccounts/token pods/eviction = create
  (core) pods pods/attach pods/exec pods/portforward pods/proxy = ${write}
  (core) configmaps events persistentvolumeclaims replicationcontrollers = ${write}
  (core) replicationcontrollers/scale secrets serviceaccounts services services/proxy = ${write}
  apps daemonsets deployments deployments/rollback deployments/scale replicasets = ${write}
  apps replicasets/scale statefulsets statefulsets/scale = ${write}
  autoscaling horizontalpodautoscalers = ${write}
  batch cronjobs jobs = ${write}
  extensions daemonsets deployments deployments/rollback deployments/scale ingresses = ${write}
  extensions networkpolicies replicasets replicasets/scale replicationcontrollers/scale = ${write}
  policy poddisruptionbudgets = ${write}
  networking.k8s.io ingresses networkpolicies = ${write}
  coordination.k8s.io leases = ${read} ${write}
`);

const admin = policyTable(`
  authorization.k8s.io localsubjectaccessreviews = create
  rbac.authorization.k8s.io rolebindings roles = ${read} ${write}
`);

/** The groups of the tables. Nothing that comes with some kinds extends a role for all groups at once. */
const tabled: ReadonlySet<string> = new Set([
  '*',
  ...[...view, ...edit, ...admin].flatMap(({ apiGroups }) => apiGroups),
]);

function extensible(rules: readonly PolicyRule[]): PolicyRules {
  return { rules, isWhole: false, isWholeFor: (group) => tabled.has(group) };
}

const roles: Readonly<Record<BuiltInRole, PolicyRules>> = {
  'cluster-admin': clusterAdmin,
  admin: extensible([...view, ...edit, ...admin]),
  edit: extensible([...view, ...edit]),
  view: extensible(view),
};
