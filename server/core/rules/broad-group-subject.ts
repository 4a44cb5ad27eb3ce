import { type Allowance, beyondReading, readingIn } from '../kubernetes/beyond-reading.ts';
import { ClusterRoleBinding, RoleBinding, sameKind } from '../manifest/kind.ts';
import { type Subject, subjectsOf } from '../tenancy/identity.ts';
import type { BoundRole } from '../tenancy/roles.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags bindings that give everybody in the cluster more than a look. */
export const broadGroupSubject = defineRule({
  id: 'broad-group-subject',
  title: 'Binding that gives everybody rights',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  reads: [RoleBinding, ClusterRoleBinding],
  why: 'All service accounts of all tenants are in `system:serviceaccounts` and `system:authenticated`, and whoever reaches the API server without a login is in `system:unauthenticated`. What such a group may change or which Secrets it may read, every tenant may. A role that only reads, and no Secrets, may be for everybody and is not reported.',
  remedy:
    'Name the accounts, or the accounts of one namespace with the group `system:serviceaccounts:<namespace>`.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings',
  ],
  check(binding, context) {
    const broad = subjectsOf(binding).flatMap((subject) => audienceOf(subject) ?? []);
    if (broad.length === 0) return;
    const role = context.rights.roleOf(binding);
    const namespace = known(binding.namespace);
    const where = sameKind(binding, ClusterRoleBinding)
      ? 'in the whole cluster'
      : `in namespace ${quote(namespace ?? '?')}`;
    for (const { subject, includes, isAnonymous } of broad) {
      const excess = excessOf(role, isAnonymous);
      if (!excess) continue;
      context.report({
        at: subject.node.span,
        object: binding,
        tenant: namespace === undefined ? undefined : context.tenancy.tenantIn(namespace),
        message: `${nameOf(binding)} gives ${quote(subject.name)}, ${includes}, ${quote(excess.verb)} on ${quote(excess.resource)} ${where}`,
        related: role.objects.map((each) => ({
          span: each.name.span,
          message: `${nameOf(each)} says what it allows`,
        })),
      });
    }
  },
});

interface Audience {
  readonly subject: Extract<Subject, { readonly name: string }>;
  readonly includes: string;
  readonly isAnonymous: boolean;
}

function audienceOf(subject: Subject): Audience | undefined {
  if (subject.type !== 'group' && subject.type !== 'user') return undefined;
  const anonymous = { group: 'system:unauthenticated', user: 'system:anonymous' }[subject.type];
  if (subject.name === anonymous) {
    return { subject, includes: 'whoever reaches the API server', isAnonymous: true };
  }
  const all = ['system:authenticated', 'system:serviceaccounts'];
  if (subject.type !== 'group' || !all.includes(subject.name)) return undefined;
  return { subject, includes: 'the accounts of all tenants among them', isAnonymous: false };
}

/** What a role allows that is not for everybody; without a login, not even a look is. */
function excessOf({ variants }: BoundRole, isAnonymous: boolean): Allowance | undefined {
  const found = variants.map(
    ({ rules }) => beyondReading(rules) ?? (isAnonymous ? readingIn(rules) : undefined),
  );
  return found.includes(undefined) ? undefined : found[0];
}
