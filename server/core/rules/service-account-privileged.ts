import { changeValue } from '../fixes/change-value.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import {
  ClusterRoleBinding,
  FluxKustomization,
  HelmRelease,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { foreignReferences } from '../tenancy/foreign-reference.ts';
import { controllerAccounts } from '../tenancy/inferred-tenants.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import {
  declarationOf,
  nameOf,
  nameOfTarget,
  nameWithTenant,
  placeOfMissing,
  quote,
} from './wording.ts';

/**
 * Flags tenants that are to be applied as the platform. An account of a tenant's own namespace that administers the
 * cluster is said where it is made one, by `cluster-role-binding-to-tenant`.
 */
export const serviceAccountPrivileged = defineRule({
  id: 'service-account-privileged',
  title: 'Tenant is applied as the platform',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  speaksOfOthers: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease],
  why: "The controllers' accounts administer the cluster. Where the platform applies a tenant's source as one of them, the tenant administers the cluster, too. In the tenant's own namespace the name means an account that is not there, and everything is forbidden.",
  remedy: "Apply a tenant's content as the tenant's own account, from the tenant's namespace.",
  errors: [
    'is forbidden: User "system:serviceaccount:team-a:kustomize-controller" cannot patch resource',
  ],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    if (tenant) checkTenants(context, object, tenant);
    else checkPlatforms(context, object);
  },
});

/** Azure's extension makes an account `flux-applier` in the namespaces of its tenants, and it is theirs. */
const azureAccount = 'flux-applier';

function checkTenants(context: RuleContext, object: FleetObject, tenant: Tenant): void {
  const identity = context.identityOf(object);
  if (identity?.type !== 'account' || identity.by !== 'object') return;
  const { namespace, name } = identity.account;
  if (!controllerAccounts.has(name) || name === azureAccount) return;
  // An account that is declared here is one like any other, whatever it is called.
  if (context.fleet.named(ServiceAccount, namespace, name).length > 0) return;
  if (context.bindings.atHome(identity.account).length > 0) return;
  context.report({
    at: identity.span,
    object,
    tenant,
    message: `${nameWithTenant(object, tenant)} names ${quote(name)}, the account of a Flux controller, which lives in Flux's namespace and not in ${quote(namespace)}`,
    fixes: () =>
      context.accounts
        .inNamespace(namespace)
        .flatMap((account) => known(account.name) ?? [])
        .filter((own) => own !== 'default')
        .slice(0, 3)
        .flatMap((own) => changeValue(context, object, ['spec', 'serviceAccountName'], own)),
  });
}

function checkPlatforms(context: RuleContext, object: FleetObject): void {
  if (!sameKind(object, FluxKustomization) || known(object.namespace) === undefined) return;
  // One that a tenant delivers there is told so by `platform-namespace-write`.
  if (context.tenancy.delivererOf(object)) return;
  for (const { reference, namespace, owner, flag } of foreignReferences(
    object,
    'source',
    context,
  )) {
    // A reference that the lockdown blocks is not applied at all.
    if (!owner || owner.confidence === 'inferred' || flag.state === 'on') continue;
    const rights = administrator(context, object);
    if (!rights) continue;
    const source = nameOfTarget(reference);
    context.report({
      at: rights.span,
      object,
      tenant: owner,
      message: `${nameOf(object)} applies ${source} of tenant ${quote(owner.name)} as ${rights.who}, which administers the cluster`,
      related: [
        { span: namespace.span, message: `${source} is read from ${quote(namespace.value)}` },
        ...declarationOf(owner, namespace.value),
      ],
    });
  }
}

/** As whom an object is applied, if that is somebody with all rights in the cluster. */
function administrator(context: RuleContext, object: FleetObject) {
  const identity = context.identityOf(object);
  if (identity?.type === 'controller') {
    const span = placeOfMissing(object, 'spec', 'serviceAccountName');
    return { span, who: 'the controller itself' };
  }
  if (identity?.type !== 'account') return undefined;
  const { account, span } = identity;
  const isController =
    controllerAccounts.has(account.name) && context.tenancy.isPlatform(account.namespace);
  const isAdministrator = context.bindings
    .of(account)
    .some(
      (each) =>
        sameKind(each, ClusterRoleBinding) &&
        textAt(each.root, 'roleRef', 'name') === 'cluster-admin',
    );
  if (!isController && !isAdministrator) return undefined;
  return { span, who: `ServiceAccount ${quote(account.name)}` };
}
