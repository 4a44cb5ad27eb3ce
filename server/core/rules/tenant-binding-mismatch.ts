import { changeSubject } from '../fixes/change-subject.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { RoleBinding } from '../manifest/kind.ts';
import { type ForeignSubject, foreignSubjectsOf, isSlip } from '../tenancy/foreign-subjects.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags bindings of a tenant that name its reconciler in another namespace than theirs. */
export const tenantBindingMismatch = defineRule({
  id: 'tenant-binding-mismatch',
  title: "Tenant's binding names another namespace's reconciler",
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  levels: {
    error: 'A service account of another namespace gets the rights.',
    warning: 'The leftover user of another namespace gets them.',
    info: 'The leftover user is that of another namespace of the same tenant.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [RoleBinding],
  why: 'A binding that was copied from another tenant and not changed in all places gives its rights to the wrong one: the account of this namespace has none, and whoever owns the other namespace gets them. The user `gotk:<namespace>:reconciler` is a leftover: since Flux 0.26 nothing acts as it, but whoever may impersonate users still can.',
  remedy:
    "Name the binding's own namespace in its subjects, or remove a subject that is not needed.",
  errors: ['is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource'],
  references: [
    'https://fluxcd.io/flux/cmd/flux_create_tenant/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
  ],
  check(binding, context) {
    for (const subject of itemsOf(valueAt(binding.root, 'subjects'))) {
      checkReconciler(context, binding, subject);
    }
    for (const subject of foreignSubjectsOf(context, binding)) {
      if (isSlip(context, subject)) reportSlip(context, subject);
    }
  },
});

/** `flux create tenant` still writes the user that Flux acted as before version 0.26. */
function checkReconciler(context: RuleContext, binding: FleetObject, subject: YamlNode): void {
  const own = known(binding.namespace);
  const tenant = own === undefined ? undefined : context.tenancy.tenantIn(own);
  const name = readString({ root: subject, anchor: subject.span }, 'name');
  if (own === undefined || !tenant || textAt(subject, 'kind') !== 'User') return;
  const named = /^gotk:([^:]+):reconciler$/.exec(known(name) ?? '')?.[1];
  if (named === undefined || named === own) return;
  const owner = context.tenancy.tenantIn(named);
  context.report({
    at: name.span,
    object: binding,
    tenant,
    // Of the tenant's own namespaces it gives nobody anything, but shows where the binding was copied from.
    severity: owner === tenant ? 'info' : 'warning',
    message: `${nameWithTenant(binding, tenant)} in ${quote(own)} names ${quote(known(name) ?? '')}, the reconciler of namespace ${quote(named)}`,
    related: owner && owner !== tenant ? declarationOf(owner, named) : [],
    fixes: () => changeSubject(context, binding, subject, 'name', `gotk:${own}:reconciler`),
  });
}

function reportSlip(context: RuleContext, subject: ForeignSubject): void {
  const { binding, tenant, own, namespace, account, span, node } = subject;
  const owner = context.tenancy.tenantIn(namespace);
  const whose = owner ? `, a namespace of tenant ${quote(owner.name)}` : '';
  context.report({
    at: span,
    object: binding,
    tenant,
    message: `${nameWithTenant(binding, tenant)} in ${quote(own)} gives its rights to ServiceAccount ${quote(account?.name ?? '')} of ${quote(namespace)}${whose}; nothing gives any to the one of ${quote(own)}`,
    related: owner ? declarationOf(owner, namespace) : [],
    fixes: () => changeSubject(context, binding, node, 'namespace', own),
  });
}
