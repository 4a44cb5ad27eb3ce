import { fix } from '../fixes/fix.ts';
import { insertIntoSpec } from '../fixes/insert.ts';
import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import {
  FluxKustomization,
  HelmRelease,
  ResourceSet,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import { controllerAccounts } from '../tenancy/inferred-tenants.ts';
import type { FlagState, Lockdown } from '../tenancy/lockdown.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant, placeOfMissing, quote } from './wording.ts';

/** Flags Flux objects of tenants that do not say as whom they are applied. */
export const missingServiceAccount = defineRule({
  id: 'missing-service-account',
  title: 'Tenant object without a service account',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
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
    if (flag.state === 'on' && hasRights(context, object, flag.value)) return;
    context.report({
      at: placeOfMissing(object, 'spec', 'serviceAccountName'),
      object,
      tenant,
      message: message(object, tenant, flag),
      severity: flag.state === 'on' ? 'warning' : 'error',
      related:
        flag.state === 'on'
          ? [{ span: flag.span, message: '`--default-service-account` is set here' }]
          : [],
      fixes: () =>
        accountsFor(context.fleet, object, tenant).map((name) =>
          fix(`Insert \`serviceAccountName: ${name}\``, [
            insertIntoSpec(context, object, 'serviceAccountName', name, place),
          ]),
        ),
    });
  },
});

/** Where in a spec the account reads best: behind what says where things go and where they come from. */
const place = ['targetNamespace', 'path', 'sourceRef', 'chartRef', 'releaseName', 'interval'];

function isLockedDown({ noCrossNamespaceRefs, defaultServiceAccount }: Lockdown): boolean {
  return noCrossNamespaceRefs.state === 'on' || defaultServiceAccount.state === 'on';
}

/** The Flux Operator has a flag of its own for ResourceSets, which the workspace does not show. */
function flagFor(context: RuleContext, object: FleetObject): FlagState {
  return sameKind(object, ResourceSet)
    ? { state: 'unknown' }
    : context.lockdownFor(object).defaultServiceAccount;
}

function hasRights({ bindings }: RuleContext, object: FleetObject, account: string): boolean {
  const namespace = known(object.namespace);
  return namespace !== undefined && bindings.of({ namespace, name: account }).length > 0;
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

/** The accounts a tenant could mean, the likeliest first. `flux create tenant` names the account like the tenant. */
function accountsFor(fleet: Fleet, object: FleetObject, tenant: Tenant): readonly string[] {
  const namespace = known(object.namespace);
  const here = (other: FleetObject) => known(other.namespace) === namespace;
  const declared = fleet
    .ofKind(ServiceAccount)
    .filter(here)
    .flatMap(({ name }) => known(name) ?? []);
  const used = fleet
    .ofKind(FluxKustomization, HelmRelease)
    .filter(here)
    .flatMap((other) => known(readString(other, 'spec', 'serviceAccountName')) ?? []);
  const candidates = [...used.filter((name) => declared.includes(name)), ...declared, ...used];
  const sensible = candidates.filter((name) => name !== 'default' && !controllerAccounts.has(name));
  if (sensible.length === 0 && tenant.name !== unnamedTenant) return [tenant.name];
  return [...new Set(sensible)].slice(0, 3);
}
