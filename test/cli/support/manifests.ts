import type { Files } from './command.ts';

/** The namespace of a tenant. */
export function tenantNamespace(tenant: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${tenant}
  labels:
    toolkit.fluxcd.io/tenant: ${tenant}
`;
}

/** A Flux Kustomization that says as whom it is applied, or, without an account, does not. */
export function sync(tenant: string, account?: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: ${tenant}
spec:
${account ? `  serviceAccountName: ${account}\n` : ''}  interval: 10m
  path: ./apps
  prune: true
  targetNamespace: ${tenant}
  sourceRef:
    kind: GitRepository
    name: apps
`;
}

/** The source that \`sync\` takes its content from, and its account. */
export function sourceAndAccount(tenant: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: apps
  namespace: ${tenant}
spec:
  interval: 10m
  url: https://example.com/${tenant}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${tenant}
  namespace: ${tenant}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${tenant}
  namespace: ${tenant}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - kind: ServiceAccount
    name: ${tenant}
    namespace: ${tenant}
`;
}

/** One tenant whose Kustomization has no service account: exactly one finding, an error. */
export const oneError: Files = {
  'tenants/namespace.yaml': tenantNamespace('team-a'),
  'tenants/source.yaml': sourceAndAccount('team-a'),
  'tenants/sync.yaml': sync('team-a'),
};

/** The same tenant without a mistake. */
export const clean: Files = { ...oneError, 'tenants/sync.yaml': sync('team-a', 'team-a') };
