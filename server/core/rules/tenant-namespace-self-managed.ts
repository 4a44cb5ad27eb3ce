import { moveNamespace } from '../fixes/move-namespace.ts';
import { Namespace } from '../manifest/kind.ts';
import { namespaceOfTenant } from '../tenancy/delivered-namespace.ts';
import { defineRule } from './rule.ts';
import { declarationOf, nameOf, placeOfDelivery, quote } from './wording.ts';

/** Flags Namespaces of tenants that the tenants themselves deliver. */
export const tenantNamespaceSelfManaged = defineRule({
  id: 'tenant-namespace-self-managed',
  title: 'Tenant delivers its own Namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Namespace],
  why: 'The labels of a Namespace say whose it is and what pods may do in it. An account that is bound to `cluster-admin` in its namespace can change them, and deletes everything with the Namespace once it is pruned; one that is bound to `admin` is not allowed to, and nothing else of its Kustomization is applied.',
  remedy: "Deliver the Namespace with the platform's own objects for the tenant.",
  errors: [
    'Namespace/apps dry-run failed (Forbidden): namespaces "apps" is forbidden: User "system:serviceaccount:apps:dev-team" cannot patch resource "namespaces" in API group "" in the namespace "apps"',
  ],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://fluxcd.io/flux/cmd/flux_create_tenant/',
  ],
  check(object, context) {
    const delivered = namespaceOfTenant(context, object);
    // A repository that has the Namespace as well is less likely to be the tenant's.
    if (!delivered?.isOwn || delivered.tenant.confidence === 'assumed' || !delivered.by) return;
    const { tenant, name, by } = delivered;
    context.report({
      at: object.origin.name.span,
      object,
      tenant,
      message: `Namespace ${quote(name)} of tenant ${quote(tenant.name)} is applied by the tenant's own ${nameOf(by)}`,
      related: [placeOfDelivery(by), ...declarationOf(tenant, name)],
      fixes: () => [moveNamespace(context, object, by)],
    });
  },
});
