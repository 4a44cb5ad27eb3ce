import { Namespace, ResourceQuota } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant } from './wording.ts';

/** Flags namespaces of tenants without a ResourceQuota. */
export const tenantResourceQuotaMissing = defineRule({
  id: 'tenant-resource-quota-missing',
  title: "Tenant's namespace without a quota",
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: [Namespace, ResourceQuota],
  why: 'Without a ResourceQuota one tenant can use up the nodes of all.',
  remedy: 'Deliver a ResourceQuota with the namespace.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  check(namespace, context) {
    const name = known(namespace.name);
    const tenant = name === undefined ? undefined : context.tenancy.tenantIn(name);
    if (!tenant || name === undefined || namespace.kind !== Namespace.kind) return;
    if (context.guards.mayHave('resource quota', name)) return;
    context.report({
      at: namespace.origin.name.span,
      object: namespace,
      tenant,
      message: `${nameWithTenant(namespace, tenant)} has no ResourceQuota`,
    });
  },
});
