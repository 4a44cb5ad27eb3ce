import type { FleetObject } from '../fleet/fleet.ts';
import { type Allowance, beyondReading } from '../kubernetes/beyond-reading.ts';
import { aggregateTo, builtInRules } from '../kubernetes/built-in-roles.ts';
import { allows, type PolicyRule, policyRulesOf } from '../kubernetes/policy-rule.ts';
import { powersIn, requestFor } from '../kubernetes/powers.ts';
import { ClusterRole } from '../manifest/kind.ts';
import { entryOf, textOf, valueAt } from '../yaml/node.ts';
import { listedAllowances, placeOfAllowance } from './role-wording.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags ClusterRoles that extend a built-in one by what the built-in one leaves out on purpose. */
export const aggregatedRoleOvergrant = defineRule({
  id: 'aggregated-role-overgrant',
  title: 'ClusterRole that makes a built-in role give too much',
  boundary: 'rbac',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [ClusterRole],
  why: 'The label `rbac.authorization.k8s.io/aggregate-to-edit` adds the rules of a ClusterRole to `edit` and `admin`, for every tenant that is bound to one of them. Those roles leave out what breaks the walls of a namespace: giving away rights, quotas, Secrets for those who only look.',
  remedy:
    'Take the rule out, or put it into a ClusterRole without the label and bind that to those who need it.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  ],
  check(role, context) {
    const extended = extendedBy(role);
    if (!extended) return;
    for (const rule of policyRulesOf(role).rules) {
      const added = addedTo(extended.role, rule);
      if (added.length === 0) continue;
      context.report({
        at: placeOfAllowance(rule, added[0]) ?? role.anchor,
        object: role,
        message: `${nameOf(role)} adds ${listedAllowances(added)} to the ClusterRole ${quote(extended.role)}`,
        related: [{ span: extended.span, message: 'this label adds it' }],
      });
    }
  },
});

/** The least of the built-in roles that a label extends, as the others have what that one has. */
function extendedBy(role: FleetObject) {
  const labels = valueAt(role.root, 'metadata', 'labels');
  for (const extended of ['view', 'edit', 'admin'] as const) {
    const entry = entryOf(labels, `${aggregateTo}${extended}`);
    if (entry && textOf(entry.value) === 'true') return { role: extended, span: entry.keySpan };
  }
  return undefined;
}

/** What a rule adds to a built-in role that this one leaves out on purpose. */
function addedTo(extended: 'view' | 'edit' | 'admin', rule: PolicyRule): readonly Allowance[] {
  if (extended === 'view') return [beyondReading([rule]) ?? []].flat();
  return powersIn(rule)
    .filter(({ power }) => power.reach === 'namespace')
    .filter(({ power, verb }) => allows(builtInRules(extended), requestFor(power, verb)) === 'no')
    .map(({ power, verb }) => ({ verb, resource: power.resource }));
}
