import { EndpointSlice, Endpoints } from '../manifest/kind.ts';
import { valueAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant } from './wording.ts';

/** Flags tenants that write down where the traffic of a Service goes. */
export const endpointsByTenant = defineRule({
  id: 'endpoints-by-tenant',
  title: 'Tenant delivers the addresses behind a Service',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [Endpoints, EndpointSlice],
  why: 'Whoever writes Endpoints can send traffic to any address, past the network policies of others (CVE-2021-25740). Since Kubernetes 1.22 the roles `admin` and `edit` do not include it, so the apply is forbidden, and the whole Kustomization with it.',
  remedy:
    'Leave such objects to the platform. A Service with a selector, an ExternalName or a route of the Gateway API often does the same.',
  errors: [
    'endpoints "…" is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource "endpoints" in API group "" in the namespace "team-a"',
  ],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#write-access-for-endpoints',
  ],
  check(object, context) {
    const tenant = context.tenancy.delivererOf(object);
    if (!tenant) return;
    context.report({
      at: valueAt(object.origin.root, 'kind')?.span ?? object.anchor,
      object,
      tenant,
      message: `${nameWithTenant(object, tenant)} names addresses itself, which the roles \`admin\` and \`edit\` do not allow`,
    });
  },
});
