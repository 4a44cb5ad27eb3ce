import { LimitRange, Namespace } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant } from './wording.ts';

/** Flags namespaces of tenants without a LimitRange. */
export const tenantLimitRangeMissing = defineRule({
  id: 'tenant-limit-range-missing',
  title: "Tenant's namespace without default limits",
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: [Namespace, LimitRange],
  why: 'Containers without requests and limits of their own get none, and may take what others need.',
  remedy: 'Deliver a LimitRange with the namespace.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  check(namespace, context) {
    const name = known(namespace.name);
    const tenant = name === undefined ? undefined : context.tenancy.tenantIn(name);
    if (!tenant || name === undefined || namespace.kind !== Namespace.kind) return;
    if (context.guards.mayHave('limit range', name)) return;
    context.report({
      at: namespace.origin.name.span,
      object: namespace,
      tenant,
      message: `${nameWithTenant(namespace, tenant)} has no LimitRange`,
    });
  },
});
