import { LimitRange, Namespace } from '../manifest/kind.ts';
import { missingGuardReports } from './missing-guard-report.ts';
import { defineRule } from './rule.ts';

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
  reads: [Namespace],
  why: 'Containers without requests and limits of their own get none, and may take what others need.',
  remedy: 'Deliver a LimitRange with the namespace.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  check(namespace, context) {
    const reports = missingGuardReports(context, namespace, 'limit range', LimitRange);
    for (const report of reports) context.report(report);
  },
});
