import { policyRulesOf } from '../kubernetes/policy-rule.ts';
import { powersIn } from '../kubernetes/powers.ts';
import { ClusterRole, Role } from '../manifest/kind.ts';
import { countsForOne, holdersFor } from '../tenancy/role-holders.ts';
import { bindingPlaces, placeOfAllowance, whatItGives } from './role-wording.ts';
import { defineRule } from './rule.ts';
import { nameOf } from './wording.ts';

/** Flags roles of tenants that let them get at rights which nobody gave them. */
export const roleEscalationVerbs = defineRule({
  id: 'role-escalation-verbs',
  title: 'Role that lets a tenant give itself more rights',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [Role, ClusterRole],
  why: 'Kubernetes lets nobody give away rights they do not have, unless a role allows `escalate` or `bind`; who may `impersonate` users and groups, reach nodes by `nodes/proxy`, change webhooks or approve certificates can act as anybody; and whoever may patch a Namespace can remove the labels that its policies go by. What `edit` and `admin` give as well, such as `exec` into pods of the own namespace, is not reported.',
  remedy:
    'Take the verb out of the role. Where a tenant has to bind some ClusterRoles, name them with `resourceNames`.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
  ],
  check(role, context) {
    for (const rule of policyRulesOf(role).rules) {
      const written = powersIn(rule).filter(
        (given) => given.isWritten && given.power.over === 'rights',
      );
      if (written.length === 0) continue;
      const all = context.rights.holdersOf(role);
      const powers = written.filter((given) => countsForOne(all, given));
      const [first] = powers;
      if (!first) continue;
      const holders = holdersFor(all, powers);
      context.report({
        at:
          placeOfAllowance(rule, { verb: first.verb, resource: first.power.resource }) ??
          role.anchor,
        object: role,
        tenant: holders[0]?.tenant,
        message: `${nameOf(role)} ${whatItGives(powers, holders)}`,
        related: bindingPlaces(holders),
      });
    }
  },
});
