import { clusterOf, mayBeOn } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { builtInRules } from '../kubernetes/built-in-roles.ts';
import { allows } from '../kubernetes/policy-rule.ts';
import { type GivenPower, requestFor } from '../kubernetes/powers.ts';
import { ClusterRoleBinding, sameKind } from '../manifest/kind.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { type BoundTenant, tenantsBoundBy } from './bound-tenants.ts';
import { bindingsIn } from './identity.ts';
import { tenancyOf } from './tenancy.ts';

/** A tenant that has a role, and by which binding. */
export interface RoleHolder extends BoundTenant {
  readonly binding: FleetObject;
  /** Where the role holds; `undefined` for the whole cluster. */
  readonly within: string | undefined;
}

/**
 * The tenants to whom the platform has given a Role or ClusterRole. What a tenant binds to accounts of its own gives it
 * nothing that it did not have.
 */
export function holdersOf(snapshot: Snapshot, role: FleetObject): readonly RoleHolder[] {
  const { delivererOf } = tenancyOf(snapshot);
  return bindingsIn(snapshot)
    .to(role)
    .filter((binding) => mayBeOn(snapshot, binding, clusterOf(snapshot, role)))
    .filter((binding) => delivererOf(binding) === undefined)
    .flatMap((binding) => {
      const isWide = sameKind(binding, ClusterRoleBinding);
      const within = isWide ? undefined : known(binding.namespace);
      if (!isWide && within === undefined) return [];
      return tenantsBoundBy(snapshot, binding).map((bound) => ({ ...bound, binding, within }));
    });
}

/**
 * True for a power that counts where a role is bound. What the ClusterRole `admin` gives as well is nothing new in one
 * namespace, and in the whole cluster the binding is the mistake, not the role.
 */
export function countsFor(
  { within }: Pick<RoleHolder, 'within'>,
  { power, verb }: GivenPower,
): boolean {
  const isNew = allows(builtInRules('admin'), requestFor(power, verb)) === 'no';
  if (within === undefined) return power.over === 'rights' && (power.reach === 'cluster' || isNew);
  return power.reach === 'namespace' && isNew;
}
