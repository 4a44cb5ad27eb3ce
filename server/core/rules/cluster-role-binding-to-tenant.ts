import { fix } from '../fixes/fix.ts';
import { insertInto } from '../fixes/insert.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type Breadth, breadthOf, onlyActsAs } from '../kubernetes/role-breadth.ts';
import { ClusterRoleBinding, RoleBinding } from '../manifest/kind.ts';
import { userName } from '../tenancy/effective-identity.ts';
import type { Account } from '../tenancy/identity.ts';
import { accountMeantBy, type MeantAccount } from '../tenancy/meant-account.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { remembered } from '../text/memo.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, valueAt } from '../yaml/node.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameOf, quote } from './wording.ts';

/** Flags ClusterRoleBindings that give a tenant's accounts rights in all namespaces. */
export const clusterRoleBindingToTenant = defineRule({
  id: 'cluster-role-binding-to-tenant',
  title: "Tenant's account has rights in the whole cluster",
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error:
      'The role writes Secrets, pods and Deployments, as `cluster-admin`, `admin` and `edit` do.',
    warning: 'The role allows less, or what it allows is not known.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [ClusterRoleBinding],
  why: "A ClusterRoleBinding gives its rights in every namespace, those of the platform and of all other tenants among them. What Flux applies as this account is no longer confined to the tenant's namespace.",
  remedy: "Bind the role with a RoleBinding in the tenant's namespace.",
  errors: [],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(binding, context) {
    // One that a tenant delivers itself is told so by `cluster-scoped-in-tenant`.
    if (context.tenancy.delivererOf(binding)) return;
    const role = known(readString(binding, 'roleRef', 'name'));
    if (role === undefined) return;
    const { variants } = context.rights.roleOf(binding);
    const breadth = breadthOf(role, variants);
    if (breadth === 'reads') return;
    for (const subject of itemsOf(valueAt(binding.root, 'subjects'))) {
      const meant = accountMeantBy(subject, binding);
      const tenant = meant && context.tenancy.tenantIn(meant.namespace);
      if (meant?.account && onlyActsAs(variants, identityOf(meant.account))) continue;
      if (meant && tenant) checkOne(context, { binding, role, breadth, meant, tenant });
    }
  },
});

/** Who an account is to an API server (kubernetes, apiserver/pkg/authentication/serviceaccount). */
function identityOf(account: Account) {
  return {
    user: userName(account),
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${account.namespace}`,
      'system:authenticated',
    ],
  };
}

interface Grant {
  readonly binding: FleetObject;
  readonly role: string;
  readonly breadth: Breadth;
  readonly meant: MeantAccount;
  readonly tenant: Tenant;
}

function checkOne(context: RuleContext, grant: Grant): void {
  const { binding, role, breadth, meant, tenant } = grant;
  const { account, namespace, span } = meant;
  const users = account ? context.accounts.usersOf(account) : [];
  // An inferred tenant may be a part of the platform, and what runs there may have to see the cluster.
  if (tenant.confidence === 'inferred' && users.length === 0) return;
  const whom = account
    ? `ServiceAccount ${quote(account.name)}`
    : `all accounts in ${quote(namespace)}`;
  context.report({
    at: span,
    object: binding,
    tenant,
    severity: breadth === 'administers' ? 'error' : 'warning',
    message: `${nameOf(binding)} gives ${whom} of tenant ${quote(tenant.name)} the rights of ${quote(role)} in the whole cluster`,
    related: [
      ...declarationOf(tenant, namespace),
      ...users.slice(0, 3).map((user) => ({
        span: user.name.span,
        message: `${nameOf(user)} is applied with these rights`,
      })),
    ],
    fixes: () => [narrow(context, grant)],
  });
}

/** A binding for accounts of one namespace can stay as it is, but for its kind. */
function narrow(context: RuleContext, { binding, meant }: Grant) {
  const { origin } = binding;
  const kind = valueAt(origin.root, 'kind');
  const namespaces = namespacesMeant(binding);
  const isOnlyTheirs = namespaces.size === 1 && namespaces.has(meant.namespace);
  if (!kind || !isOnlyTheirs || valueAt(origin.root, 'metadata', 'namespace')) return undefined;
  return fix(`Make it a RoleBinding in ${quote(meant.namespace)}`, [
    setScalar(context.textOf(kind.span.file), kind, RoleBinding.kind),
    insertInto(context, binding, ['metadata'], 'namespace', meant.namespace, ['name']),
  ]);
}

/** The namespaces of all subjects, each of which may ask for its fix; `undefined` stands for whoever is no account. */
const namespacesMeant = remembered(
  (binding: FleetObject): ReadonlySet<string | undefined> =>
    new Set(
      itemsOf(valueAt(binding.root, 'subjects')).map(
        (subject) => accountMeantBy(subject, binding)?.namespace,
      ),
    ),
);
