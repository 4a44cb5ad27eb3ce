import { type Fix, fix } from '../fixes/fix.ts';
import { insertIntoSpec } from '../fixes/insert.ts';
import { setUpAccount } from '../fixes/set-up-account.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization, HelmRelease, ResourceSet, ServiceAccount } from '../manifest/kind.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import { controllerAccounts } from '../tenancy/inferred-tenants.ts';
import type { FlagState, Lockdown } from '../tenancy/lockdown.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { flagPlace, nameWithTenant, placeOfMissing, quote } from './wording.ts';

/** Flags Flux objects of tenants that do not say as whom they are applied. */
export const missingServiceAccount = defineRule({
  id: 'missing-service-account',
  title: 'Tenant object without a service account',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  levels: {
    error:
      'The controller has no default service account, or the repository does not show whether it has one.',
    warning: 'A default service account is set, and no binding gives it rights.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease, ResourceSet],
  why: 'Rights are the only real boundary between tenants. Without `serviceAccountName` the controller applies the content as itself, which is cluster-admin, unless the cluster sets a default service account; then it is applied as that account, which usually has no rights.',
  remedy: "Set `spec.serviceAccountName` to the tenant's service account in the same namespace.",
  errors: ['is forbidden: User "system:serviceaccount:team-a:default" cannot patch resource'],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://fluxcd.io/flux/components/helm/helmreleases/#role-based-access-control',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    const account = readString(object, 'spec', 'serviceAccountName');
    if (!tenant || account.state !== 'absent') return;
    if (!context.tenancy.hasTenantAccounts && !isLockedDown(context.lockdownFor(object))) return;
    // With a kubeconfig the identity is the one inside it.
    if (readField(object, 'spec', 'kubeConfig').state !== 'absent') return;
    const flag = flagFor(context, object);
    if (flag.state === 'on' && mayHaveRights(context, object, flag.value)) return;
    context.report({
      at: placeOfMissing(object, 'spec', 'serviceAccountName'),
      object,
      tenant,
      message: message(object, tenant, flag),
      severity: flag.state === 'on' ? 'warning' : 'error',
      related: flagPlace(flag, '--default-service-account'),
      fixes: () => fixesFor(context, object, tenant),
    });
  },
});

/** Where in a spec the account reads best: behind what says where things go and where they come from. */
const place = ['targetNamespace', 'path', 'sourceRef', 'chartRef', 'releaseName', 'interval'];

function isLockedDown({ noCrossNamespaceRefs, defaultServiceAccount }: Lockdown): boolean {
  return noCrossNamespaceRefs.state === 'on' || defaultServiceAccount.state === 'on';
}

/** As whom it is applied without an account of its own: by a default one, by the controller, or nobody can say. */
function flagFor(context: RuleContext, object: FleetObject): FlagState {
  const identity = context.identityOf(object);
  switch (identity?.type) {
    case 'account':
      return { state: 'on', value: identity.account.name, span: identity.span };
    case 'controller':
      return { state: 'off' };
    default:
      return { state: 'unknown' };
  }
}

/**
 * True for a default account that something gives rights, or may. One that was chosen for the tenants is made for this,
 * here or elsewhere; if it is here and nothing binds it, `service-account-unbound` says so.
 */
function mayHaveRights(
  { fleet, bindings, accounts }: RuleContext,
  object: FleetObject,
  name: string,
): boolean {
  const namespace = known(object.namespace);
  if (namespace === undefined) return false;
  // Azure's extension makes the account it chose, and gives it its rights.
  if (controllerAccounts.has(name)) return true;
  const account = { namespace, name };
  if (bindings.atHome(account).length > 0 || bindings.mayName(account)) return true;
  if (name === 'default') return false;
  return fleet.named(ServiceAccount, namespace, name).length > 0 || !accounts.isSetUpHere(account);
}

function message(object: FleetObject, tenant: Tenant, flag: FlagState): string {
  const subject = `${nameWithTenant(object, tenant)} has no \`serviceAccountName\``;
  switch (flag.state) {
    case 'on':
      return `${subject}; Flux applies it as ServiceAccount ${quote(flag.value)}, to which no binding gives rights`;
    case 'off':
      return `${subject}; the controller applies it with its own rights`;
    case 'unknown':
      return `${subject}; without a default service account the controller applies it with its own rights`;
  }
}

/** Names an account that is there; where the namespace has none, one that is made where the platform sets it up. */
function fixesFor(
  context: RuleContext,
  object: FleetObject,
  tenant: Tenant,
): readonly (Fix | undefined)[] {
  const namespace = known(object.namespace);
  if (namespace === undefined) return [];
  const names = accountsFor(context, namespace);
  if (names.length > 0) return names.map((name) => insertName(context, object, name));
  const name = isAccountName(tenant.name) ? tenant.name : namespace;
  const insertion = insertName(context, object, name);
  const created = setUpAccount(context, { namespace, name }, tenant);
  if (!insertion || !created) return tenant.name === unnamedTenant ? [] : [insertion];
  return [fix(`${created.title}, and name it here`, [...created.edits, ...insertion.edits])];
}

function insertName(context: RuleContext, object: FleetObject, name: string): Fix | undefined {
  return fix(`Insert \`serviceAccountName: ${name}\``, [
    insertIntoSpec(context, object, 'serviceAccountName', name, place),
  ]);
}

/** The accounts a tenant could mean, those already in use first. */
function accountsFor({ accounts }: RuleContext, namespace: string): readonly string[] {
  const declared = accounts.inNamespace(namespace).flatMap(({ name }) => known(name) ?? []);
  const used = accounts.namesUsedIn(namespace);
  const candidates = [...used.filter((name) => declared.includes(name)), ...declared, ...used];
  const sensible = candidates.filter((name) => name !== 'default' && !controllerAccounts.has(name));
  return [...new Set(sensible)].slice(0, 3);
}

function isAccountName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]*$/.test(name);
}
