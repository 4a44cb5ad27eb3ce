/** Declares the tenant `team-a`, with an account to apply things as. */
export const tenant = `apiVersion: v1
kind: Namespace
metadata:
  name: team-a
  labels:
    toolkit.fluxcd.io/tenant: team-a
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: team-a
  namespace: team-a
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: team-a
  namespace: team-a
subjects:
  - kind: ServiceAccount
    name: team-a
    namespace: team-a
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: apps
  namespace: team-a
spec:
  interval: 1m
  url: https://example.com/team-a/apps
`;

/** A Kustomization of that tenant that nobody is named to apply as. */
export const withoutAccount = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: team-a
spec:
  interval: 5m
  path: ./apps
  prune: true
  targetNamespace: team-a
  sourceRef:
    kind: GitRepository
    name: apps
`;

export const withAccount = `${withoutAccount}  serviceAccountName: team-a\n`;

/** Something that has nothing to do with Flux. */
export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
`;
