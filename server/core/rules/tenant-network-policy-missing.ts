import { Namespace, NetworkPolicy } from '../manifest/kind.ts';
import { missingGuardReports } from './missing-guard-report.ts';
import { defineRule } from './rule.ts';

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
  reads: [Namespace],
  why: 'Without a NetworkPolicy every pod of the cluster can talk to every pod of the namespace, those of the other tenants among them.',
  remedy: 'Deliver a NetworkPolicy with the namespace that lets in what is meant to come in.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  check(namespace, context) {
    const reports = missingGuardReports(context, namespace, 'network policy', NetworkPolicy);
    for (const report of reports) context.report(report);
  },
});
