import { moveToNamespace } from '../fixes/move-to-namespace.ts';
import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { namedExactly } from '../fleet/other-kinds.ts';
import { FluxKustomization, HelmRelease, ServiceAccount } from '../manifest/kind.ts';
import { controllerAccounts } from '../tenancy/inferred-tenants.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameOf, quote } from './wording.ts';

/** Flags Flux objects that serve a tenant from a namespace that is not the tenant's. */
export const tenantSyncOutsideNamespace = defineRule({
  id: 'tenant-sync-outside-namespace',
  title: 'Tenant is synced from outside its namespace',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease],
  why: "Flux looks up `serviceAccountName` in the namespace the object lives in. From another namespace the tenant's account and its bindings are out of reach: the content is applied with other rights than the tenant's, or not at all.",
  remedy:
    "Move the object and its source into the tenant's namespace; if it is the platform that deploys there, name the platform's own account.",
  errors: ['is forbidden: User "system:serviceaccount:flux-system:team-a" cannot patch resource'],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(object, context) {
    const own = known(object.namespace);
    if (own === undefined || context.tenancy.tenantIn(own)) return;
    if (readField(object, 'spec', 'kubeConfig').state !== 'absent') return;
    const served = servedTenant(context, object, own);
    if (!served) return;
    const { tenant, namespace } = served;
    context.report({
      at: object.namespace.span,
      object,
      tenant,
      message: `${nameOf(object)} deploys into ${quote(namespace)} of tenant ${quote(tenant.name)} but lives in ${quote(own)}, where the tenant's service account is out of reach`,
      related: declarationOf(tenant, namespace),
      fixes: () => [moveToNamespace(context, object, namespace, own, tenant.name)],
    });
  },
});

/** The tenant into whose namespace an object deploys, unless it says that the platform does so on purpose. */
function servedTenant(
  context: RuleContext,
  object: FleetObject,
  own: string,
): { readonly tenant: Tenant; readonly namespace: string } | undefined {
  const namespace = known(readString(object, 'spec', 'targetNamespace'));
  const tenant = namespace === undefined ? undefined : context.tenancy.tenantIn(namespace);
  if (!tenant || namespace === undefined) return undefined;
  const account = readString(object, 'spec', 'serviceAccountName');
  if (account.state === 'unknown') return undefined;
  if (account.state === 'absent') {
    // Where no tenant has an account, the platform deploys for everybody, and labels only say for whom.
    return context.tenancy.hasTenantAccounts ? { tenant, namespace } : undefined;
  }
  const isPlatforms =
    controllerAccounts.has(account.value) || exists(context.fleet, own, account.value);
  return isPlatforms ? undefined : { tenant, namespace };
}

function exists(fleet: Fleet, namespace: string, account: string): boolean {
  return namedExactly(fleet, ServiceAccount, namespace, account).length > 0;
}
