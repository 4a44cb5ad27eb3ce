import { Namespace, NetworkPolicy } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant } from './wording.ts';

/** Flags namespaces of tenants without a NetworkPolicy. */
export const tenantNetworkPolicyMissing = defineRule({
  id: 'tenant-network-policy-missing',
  title: "Tenant's namespace without a network policy",
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: [Namespace, NetworkPolicy],
  why: 'Without a NetworkPolicy every pod of the cluster can talk to every pod of the namespace, those of the other tenants among them.',
  remedy: 'Deliver a NetworkPolicy with the namespace that lets in what is meant to come in.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  check(namespace, context) {
    const name = known(namespace.name);
    const tenant = name === undefined ? undefined : context.tenancy.tenantIn(name);
    if (!tenant || name === undefined || namespace.kind !== Namespace.kind) return;
    if (context.guards.mayHave('network policy', name)) return;
    context.report({
      at: namespace.origin.name.span,
      object: namespace,
      tenant,
      message: `${nameWithTenant(namespace, tenant)} has no NetworkPolicy`,
    });
  },
});
