import { Namespace } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags namespaces of tenants whose pods may do anything to their node. */
export const tenantPodSecurityMissing = defineRule({
  id: 'tenant-pod-security-missing',
  title: "Tenant's namespace without Pod Security",
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: [Namespace],
  why: 'A pod that is privileged or mounts a path of its node gets at the pods of all other tenants there. Without the label, and without a default of the cluster, nothing refuses such pods.',
  remedy:
    'Label the Namespace with `pod-security.kubernetes.io/enforce: baseline` or `restricted`.',
  errors: [],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  check(namespace, context) {
    const name = known(namespace.name);
    const tenant = name === undefined ? undefined : context.tenancy.tenantIn(name);
    const label = 'pod-security.kubernetes.io/enforce';
    if (!tenant || readString(namespace, 'metadata', 'labels', label).state !== 'absent') return;
    if (context.guards.labelsNamespaces) return;
    context.report({
      at: namespace.origin.name.span,
      object: namespace,
      tenant,
      message: `${nameWithTenant(namespace, tenant)} has no label ${quote(label)}`,
    });
  },
});
