import { fix } from '../fixes/fix.ts';
import { ClusterRole, RoleBinding } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags tenants that have cluster-admin in their namespace, where `admin` would do. */
export const tenantRoleClusterAdmin = defineRule({
  id: 'tenant-role-cluster-admin',
  title: 'Tenant has cluster-admin in its namespace',
  boundary: 'rbac',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [RoleBinding],
  why: 'A RoleBinding to `cluster-admin`, as `flux create tenant` makes it, allows everything in the namespace and on the Namespace itself: the tenant can change its quota and limits, delete the network policies of the platform, and take off the labels by which the pod security and the tenancy of the namespace are decided. The ClusterRole `admin` gives all that workloads need without that, but only those custom kinds whose installation extends it.',
  remedy:
    'Bind `admin`. Kubernetes does not let a `roleRef` change: delete the binding first, or let Flux make it anew with the annotation `kustomize.toolkit.fluxcd.io/force: enabled`.',
  errors: [
    'RoleBinding/team-a/team-a-reconciler dry-run failed (Invalid): RoleBinding.rbac.authorization.k8s.io "team-a-reconciler" is invalid: roleRef: Invalid value: … cannot change roleRef',
  ],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://fluxcd.io/flux/cmd/flux_create_tenant/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources',
  ],
  check(binding, context) {
    const role = readString(binding, 'roleRef', 'name');
    const isClusterRole = known(readString(binding, 'roleRef', 'kind')) === ClusterRole.kind;
    const namespace = known(binding.namespace);
    if (known(role) !== 'cluster-admin' || !isClusterRole || namespace === undefined) return;
    const [bound] = context.rights
      .tenantsBoundBy(binding)
      .filter(({ tenant }) => tenant.namespaces.includes(namespace));
    if (!bound || context.tenancy.delivererOf(binding)) return;
    const { tenant } = bound;
    context.report({
      at: role.span,
      object: binding,
      tenant,
      message: `${nameOf(binding)} gives tenant ${quote(tenant.name)} \`cluster-admin\` in namespace ${quote(namespace)}, and with it the Namespace itself, its quota and its limits`,
      fixes: () => {
        const name = valueAt(binding.root, 'roleRef', 'name');
        if (!name) return [];
        const edit = setScalar(context.textOf(name.span.file), name, 'admin');
        return [
          fix('Bind `admin` instead; delete the binding first, as its `roleRef` cannot change', [
            edit,
          ]),
        ];
      },
    });
  },
});
