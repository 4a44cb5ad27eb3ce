import { Service } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags Services of tenants that are another name for a Service of another tenant. */
export const serviceExternalNameCrossTenant = defineRule({
  id: 'service-external-name-cross-tenant',
  title: "Alias for another tenant's Service",
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [Service],
  why: 'An ExternalName is resolved by DNS, so ingresses and routes that may only send traffic to Services of their own namespace reach the other tenant through it.',
  remedy: 'Ask the other tenant for a route with a ReferenceGrant, or talk to its Service by name.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
    'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  ],
  check(service, context) {
    const tenant = context.tenancy.ownerOf(service);
    const target = readString(service, 'spec', 'externalName');
    const type = known(readString(service, 'spec', 'type'));
    if (!tenant || type !== 'ExternalName' || target.state !== 'present') return;
    const [, namespace] = /^[\w-]+\.([\w-]+)\.svc(?:\.|$)/.exec(target.value) ?? [];
    const owner = namespace === undefined ? undefined : context.tenancy.tenantIn(namespace);
    if (!owner || owner === tenant || namespace === undefined) return;
    context.report({
      at: target.span,
      object: service,
      tenant,
      message: `${nameWithTenant(service, tenant)} is an alias for a Service in ${quote(namespace)}, a namespace of tenant ${quote(owner.name)}`,
      related: declarationOf(owner, namespace),
    });
  },
});
