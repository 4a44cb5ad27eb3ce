import { bindAccount } from '../fixes/set-up-account.ts';
import { ServiceAccount } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, nameWithTenant, quote } from './wording.ts';

/** Flags accounts as which Flux applies what a tenant delivers, and to which nothing gives rights. */
export const serviceAccountUnbound = defineRule({
  id: 'service-account-unbound',
  title: 'Service account without any rights',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [ServiceAccount],
  why: 'Flux applies the content with the rights of this account and no others. Without a binding the first object is forbidden, and nothing is applied at all.',
  remedy:
    'Bind the account to a role in its namespace, such as the ClusterRole `admin`, where the platform sets up the namespace.',
  errors: ['is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource'],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  ],
  check(declared, context) {
    const [namespace, name] = [known(declared.namespace), known(declared.name)];
    if (namespace === undefined || name === undefined) return;
    const account = { namespace, name };
    const tenant = context.tenancy.tenantIn(namespace);
    const users = context.accounts
      .usersOf(account)
      .filter((user) => context.mayMeet(user, declared))
      .filter(
        (user) =>
          readString(user, 'spec', 'serviceAccountName').state === 'present' || name !== 'default',
      );
    const [user] = users;
    if (!tenant || !user || !context.accounts.isSetUpHere(account)) return;
    const bindings = context.bindings.atHome(account);
    if (
      context.bindings.mayName(account) ||
      bindings.some((each) => context.mayMeet(each, declared))
    )
      return;
    // A binding that names the account in a wrong namespace is what is to be mended then.
    if (context.bindings.besides(account).length > 0) return;
    context.report({
      at: declared.name.span,
      object: declared,
      tenant,
      message: `${nameWithTenant(declared, tenant)} in ${quote(namespace)} has no binding, and Flux applies ${nameOf(user)} as it`,
      related: users.slice(0, 3).map((each) => ({
        span: each.name.span,
        message: `${nameOf(each)} is applied as ${quote(name)}`,
      })),
      fixes: () => [bindAccount(context, account, tenant)],
    });
  },
});
