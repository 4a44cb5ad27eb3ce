import { fix } from '../fixes/fix.ts';
import { type PolicyRule, policyRulesOf } from '../kubernetes/policy-rule.ts';
import { read, write } from '../kubernetes/policy-table.ts';
import { type GivenPower, powersIn } from '../kubernetes/powers.ts';
import { ClusterRole, Role } from '../manifest/kind.ts';
import { countsForOne, type RoleHolder } from '../tenancy/role-holders.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { replaceItem } from '../yaml/sequence-edit.ts';
import { bindingPlaces, whatItGives } from './role-wording.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf } from './wording.ts';

/** Flags roles of tenants in which a star stands for more than anybody meant to give. */
export const roleWildcard = defineRule({
  id: 'role-wildcard',
  title: 'Role of a tenant with a star that gives too much',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Role, ClusterRole],
  why: 'A star stands for all verbs, also `escalate` and `bind`, and for all kinds, also the quota of the namespace and those that somebody installs later. A tenant with such a role takes off the limits that the platform sets it. A star for the kinds of one group, such as those of an operator, is not reported.',
  remedy:
    'List the verbs and kinds that the tenant needs, or bind the ClusterRole `admin`, which leaves out what limits a namespace.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  check(role, context) {
    for (const rule of policyRulesOf(role).rules) {
      const star = starIn(rule, 'verbs') ?? starIn(rule, 'resources') ?? starIn(rule, 'apiGroups');
      if (!star) continue;
      // That a binding reaches the whole cluster is a mistake of its own, and weighs more.
      const holders = context.rights.holdersOf(role).filter(({ within }) => within !== undefined);
      const powers = hiddenIn(rule, holders);
      if (powers.length === 0) continue;
      context.report({
        at: star.span,
        object: role,
        tenant: holders[0]?.tenant,
        message: `\`*\` in ${nameOf(role)} ${whatItGives(powers, holders)}`,
        related: bindingPlaces(holders),
        fixes: () => [listVerbs(context, rule, holders)],
      });
    }
  },
});

/** The powers that a rule gives only because of a star. */
function hiddenIn(rule: PolicyRule, holders: readonly RoleHolder[]): readonly GivenPower[] {
  return powersIn(rule).filter((given) => !given.isWritten && countsForOne(holders, given));
}

function starIn({ node }: PolicyRule, list: string): YamlNode | undefined {
  return itemsOf(valueAt(node, list)).find((item) => textOf(item) === '*');
}

/** Where the verbs alone give too much, all ordinary ones can stand in place of the star. */
function listVerbs(context: RuleContext, rule: PolicyRule, holders: readonly RoleHolder[]) {
  const list = valueAt(rule.node, 'verbs');
  const verbs = `${read} ${write}`.split(' ');
  const star = starIn(rule, 'verbs');
  if (list?.type !== 'sequence' || !star) return undefined;
  if (hiddenIn({ ...rule, verbs }, holders).length > 0) return undefined;
  const text = context.textOf(list.span.file);
  return fix('List the verbs in place of `*`', [
    replaceItem(text, list, list.items.indexOf(star), verbs),
  ]);
}
