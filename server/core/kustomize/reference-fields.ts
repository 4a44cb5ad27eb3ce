import type { NameReference } from './field-paths.ts';
import type { FieldSpec } from './field-spec.ts';

const rbac = 'rbac.authorization.k8s.io';

/**
 * The references by name that tenancy depends on; kustomize follows them when it renames or moves what they refer
 * to (kustomize:api/internal/konfig/builtinpluginconsts/namereference.go).
 */
export const builtinReferences: readonly NameReference[] = [
  {
    to: { kind: 'ServiceAccount', version: 'v1' },
    from: [
      field('subjects', 'RoleBinding', rbac),
      field('subjects', 'ClusterRoleBinding', rbac),
      field('spec/serviceAccountName', 'Pod'),
      ...[
        'DaemonSet',
        'Deployment',
        'Job',
        'ReplicaSet',
        'ReplicationController',
        'StatefulSet',
      ].map((kind) => field('spec/template/spec/serviceAccountName', kind)),
      field('spec/jobTemplate/spec/template/spec/serviceAccountName', 'CronJob'),
    ],
  },
  { to: { kind: 'Role', group: rbac }, from: [field('roleRef/name', 'RoleBinding', rbac)] },
  {
    to: { kind: 'ClusterRole', group: rbac },
    from: [
      field('roleRef/name', 'RoleBinding', rbac),
      field('roleRef/name', 'ClusterRoleBinding', rbac),
    ],
  },
];

function field(path: string, kind: string, group?: string): FieldSpec {
  return { path: path.split('/'), create: false, kind, group };
}
