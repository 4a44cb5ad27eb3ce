// What the workbench tests rely on in the example fleet.

/** A tenant's Kustomization without targetNamespace; the file's other one has the field. */
export const faulty = {
  file: 'tenants/base/catalog/sync.yaml',
  line: 31,
  rule: 'missing-target-namespace',
  field: 'targetNamespace: catalog',
} as const;

/** What Flux says of a mistake of the fleet, and where that is. */
export const denied = {
  message:
    'ClusterRole/search-peer-discovery dry-run failed (Forbidden): clusterroles.rbac.authorization.k8s.io "search-peer-discovery" is forbidden: User "system:serviceaccount:search:search" cannot patch resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope',
  rule: 'cluster-scoped-in-tenant',
  file: 'rbac.yaml',
  text: 'kind: ClusterRole',
} as const;

export const fields = (text: string): number => text.split(faulty.field).length - 1;

export const tenantNames = [
  'analytics',
  'billing',
  'catalog',
  'checkout',
  'delivery',
  'loyalty',
  'media',
  'orders',
  'partners',
  'search',
  'support',
];
