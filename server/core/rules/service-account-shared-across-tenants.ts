import { removeSubject } from '../fixes/change-subject.ts';
import { RoleBinding } from '../manifest/kind.ts';
import { type ForeignSubject, foreignSubjectsOf, isSlip } from '../tenancy/foreign-subjects.ts';
import { textAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags bindings that give the accounts of one tenant rights in a namespace of another. */
export const serviceAccountSharedAcrossTenants = defineRule({
  id: 'service-account-shared-across-tenants',
  title: "Binding gives another tenant's account rights",
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  levels: {
    error: 'Both tenants are certain, as by a label or the configuration.',
    warning: 'One of them is only inferred from the way its Flux objects are set up.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [RoleBinding],
  why: 'Only rights keep tenants apart. Whoever may act as an account of one tenant, by deploying as it or by running a pod with it, has these rights in the namespace of the other.',
  remedy:
    "Give the rights to an account of the tenant's own namespace, and remove the other tenant's account from the binding.",
  errors: [],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  ],
  check(binding, context) {
    for (const subject of foreignSubjectsOf(context, binding)) {
      // A slip of the pen is said by `tenant-binding-mismatch`.
      if (!isSlip(context, subject)) checkOne(context, subject);
    }
  },
});

function checkOne(context: RuleContext, subject: ForeignSubject): void {
  const { binding, tenant, own, namespace, account, span, node } = subject;
  const owner = context.tenancy.tenantIn(namespace);
  if (!owner) return;
  // Where a tenant is inferred it may be a part of the platform that watches the others.
  const isInferred = [tenant, owner].some(({ confidence }) => confidence === 'inferred');
  if (isInferred && (!account || context.accounts.usersOf(account).length === 0)) return;
  const whom = account ? `ServiceAccount ${quote(account.name)}` : 'all accounts';
  const role = textAt(binding.root, 'roleRef', 'name');
  const rights = role === undefined ? 'rights' : `the rights of ${quote(role)}`;
  context.report({
    at: span,
    object: binding,
    tenant,
    severity: isInferred ? 'warning' : 'error',
    message: `${nameWithTenant(binding, tenant)} gives ${whom} of tenant ${quote(owner.name)} ${rights} in ${quote(own)}`,
    related: declarationOf(owner, namespace),
    fixes: () => [removeSubject(context, binding, node)],
  });
}
