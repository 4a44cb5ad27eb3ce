import { changeValue } from '../fixes/change-value.ts';
import { setUpAccount } from '../fixes/set-up-account.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization, HelmRelease, ResourceSet } from '../manifest/kind.ts';
import { accountElsewhere, missingAccountOf } from '../tenancy/missing-account.ts';
import { nearest } from '../text/nearest.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags Flux objects of tenants that are applied as an account which their namespace does not have. */
export const serviceAccountNotFound = defineRule({
  id: 'service-account-not-found',
  title: 'Service account that does not exist',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease, ResourceSet],
  why: 'Flux impersonates the account by name and does not look whether it exists. Without bindings for that name everything is forbidden; with them it is applied, but when the object is deleted Flux finds no account to act as and leaves all that it applied behind.',
  remedy:
    'Correct the name, or create the account and its binding where the platform sets up the namespace.',
  errors: [
    'skiping pruning, failed to find account to impersonate',
    'skipping Helm release uninstallation',
    'is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://fluxcd.io/flux/components/helm/helmreleases/#role-based-access-control',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    const missing = missingAccountOf(context, object);
    if (!tenant || !missing || accountElsewhere(context, object, missing.account)) return;
    const { account, span } = missing;
    const candidates = sensibleNames(context, object, account.namespace);
    const isBound = context.bindings.atHome(account).length > 0;
    const similar = isBound ? undefined : nearest(account.name, candidates);
    // Where the account may be set up elsewhere, only a slip in its name is certain.
    if (similar === undefined && !context.accounts.isSetUpHere(account)) return;
    context.report({
      at: span,
      object,
      tenant,
      message: `${nameWithTenant(object, tenant)} is applied as ServiceAccount ${quote(account.name)}, which namespace ${quote(account.namespace)} does not have`,
      fixes: () => [
        ...useExisting(context, object, similar, candidates),
        setUpAccount(context, account, tenant),
      ],
    });
  },
});

/** The accounts that a namespace has, but for the one that every namespace has. */
function sensibleNames(
  { accounts, mayMeet }: RuleContext,
  object: FleetObject,
  namespace: string,
): readonly string[] {
  return accounts
    .inNamespace(namespace)
    .filter((each) => mayMeet(each, object))
    .flatMap(({ name }) => known(name) ?? [])
    .filter((name) => name !== 'default');
}

function useExisting(
  context: RuleContext,
  object: FleetObject,
  similar: string | undefined,
  candidates: readonly string[],
) {
  const names = [...new Set([...(similar === undefined ? [] : [similar]), ...candidates])];
  return names
    .slice(0, 3)
    .flatMap((name) => changeValue(context, object, ['spec', 'serviceAccountName'], name));
}
