import type { BuiltInRole } from '../kubernetes/built-in-roles.ts';
import type { PolicyRule } from '../kubernetes/policy-rule.ts';
import { policyTable, read, write } from '../kubernetes/policy-table.ts';

const groups = ['kustomize', 'helm', 'source', 'notification', 'image'].map(
  (name) => `${name}.toolkit.fluxcd.io`,
);

/** What Flux adds to a built-in ClusterRole wherever it is installed (fluxcd/flux2, manifests/rbac, since 0.40). */
export function fluxRulesIn(role: BuiltInRole): readonly PolicyRule[] {
  if (role === 'cluster-admin') return [];
  return role === 'view' ? fluxView : [...fluxView, ...fluxEdit];
}

const fluxView = policyTable(groups.map((group) => `${group} * = ${read}`).join('\n'));
const fluxEdit = policyTable(groups.map((group) => `${group} * = ${write}`).join('\n'));
