import { moveToNamespace } from '../fixes/move-to-namespace.ts';
import { setUpAccount } from '../fixes/set-up-account.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization, HelmRelease, ResourceSet } from '../manifest/kind.ts';
import { accountElsewhere, missingAccountOf } from '../tenancy/missing-account.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameOf, nameWithTenant, quote } from './wording.ts';

/** Flags Flux objects that name an account which only another namespace has. */
export const serviceAccountInOtherNamespace = defineRule({
  id: 'service-account-in-other-namespace',
  title: 'Service account of another namespace',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease, ResourceSet],
  why: 'Flux looks for `serviceAccountName` in the namespace of the object that names it, wherever its content goes; there is no field for another namespace. It impersonates an account of that name which does not exist and to which nothing gives rights.',
  remedy:
    'Move the object to the namespace of the account, or create an account beside the object.',
  errors: ['is forbidden: User "system:serviceaccount:flux-system:team-a" cannot patch resource'],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://fluxcd.io/flux/components/helm/helmreleases/#role-based-access-control',
  ],
  check(object, context) {
    const missing = missingAccountOf(context, object);
    if (!missing || isSaidOfItsPlace(context, object)) return;
    const { account, span } = missing;
    const other = accountElsewhere(context, object, account);
    const home = other && known(other.namespace);
    if (!other || home === undefined) return;
    const tenant = context.tenancy.ownerOf(object);
    const owner = context.tenancy.tenantIn(home);
    const subject = tenant ? nameWithTenant(object, tenant) : nameOf(object);
    context.report({
      at: span,
      object,
      tenant: tenant ?? owner,
      message: `${subject} names ServiceAccount ${quote(account.name)}, which only namespace ${quote(home)} has; Flux looks for it in ${quote(account.namespace)}`,
      related: [
        {
          span: other.name.span,
          message: `ServiceAccount ${quote(account.name)} lives in ${quote(home)}`,
        },
        ...(owner && owner !== tenant ? declarationOf(owner, home) : []),
      ],
      fixes: () => [
        owner && (!tenant || owner === tenant)
          ? moveToNamespace(context, object, home, account.namespace)
          : undefined,
        tenant ? setUpAccount(context, account, tenant) : undefined,
      ],
    });
  },
});

/** What deploys into somebody else's namespace is told so by the rules about targets. */
function isSaidOfItsPlace({ tenancy }: RuleContext, object: FleetObject): boolean {
  const own = known(object.namespace);
  const target = known(readString(object, 'spec', 'targetNamespace'));
  const owner = target === undefined ? undefined : tenancy.tenantIn(target);
  return owner !== undefined && (own === undefined || tenancy.tenantIn(own) !== owner);
}
