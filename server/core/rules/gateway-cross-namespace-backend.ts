import { isAllowedByGrant } from '../kubernetes/reference-grants.ts';
import { ReferenceGrant, routeKinds } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, valueAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags routes of tenants to a Service of another namespace that has not agreed to it. */
export const gatewayCrossNamespaceBackend = defineRule({
  id: 'gateway-cross-namespace-backend',
  title: 'Route to a Service of another namespace',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [...routeKinds, ReferenceGrant],
  why: 'A route may only send traffic into another namespace if a ReferenceGrant there allows it. Without one the gateway answers requests for this backend with an error.',
  remedy:
    'Let the owner of the Service create a ReferenceGrant for the namespace of the route, or route from there.',
  errors: ['RefNotPermitted'],
  references: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  check(route, context) {
    const tenant = context.tenancy.ownerOf(route);
    const own = known(route.namespace);
    if (!tenant || own === undefined) return;
    const backends = itemsOf(valueAt(route.root, 'spec', 'rules')).flatMap((rule) =>
      itemsOf(valueAt(rule, 'backendRefs')),
    );
    for (const root of backends) {
      const backend = { root, anchor: root.span, incomplete: route.incomplete };
      const namespace = readString(backend, 'namespace');
      if (namespace.state !== 'present' || namespace.value === own) continue;
      // Grants of a namespace that is not here may be in another repository.
      const owner = context.tenancy.tenantIn(namespace.value);
      const name = known(readString(backend, 'name')) ?? '?';
      const grants = context.fleet.inNamespace(ReferenceGrant, namespace.value);
      if (!owner || isAllowedByGrant(grants, route, { namespace: namespace.value, name })) continue;
      context.report({
        at: namespace.span,
        object: route,
        tenant,
        message: `${nameWithTenant(route, tenant)} sends traffic to Service ${quote(name)} in ${quote(namespace.value)}, where no ReferenceGrant allows it`,
        related: owner === tenant ? [] : declarationOf(owner, namespace.value),
      });
    }
  },
});
