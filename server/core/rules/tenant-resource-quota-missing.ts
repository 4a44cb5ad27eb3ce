import { Namespace, ResourceQuota } from '../manifest/kind.ts';
import { missingGuardReports } from './missing-guard-report.ts';
import { defineRule } from './rule.ts';

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
  reads: [Namespace],
  why: 'Without a ResourceQuota one tenant can use up the nodes of all.',
  remedy: 'Deliver a ResourceQuota with the namespace.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  check(namespace, context) {
    const reports = missingGuardReports(context, namespace, 'resource quota', ResourceQuota);
    for (const report of reports) context.report(report);
  },
});
