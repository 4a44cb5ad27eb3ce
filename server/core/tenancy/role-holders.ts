import { clusterOf, clustersOf } from '../fleet/cluster.ts';
import { type Contributions, contributed } from '../fleet/contributions.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { inOrder } from '../fleet/object-store.ts';
import { builtInRules } from '../kubernetes/built-in-roles.ts';
import { allows } from '../kubernetes/policy-rule.ts';
import { type GivenPower, requestFor } from '../kubernetes/powers.ts';
import { ClusterRoleBinding, RoleBinding, sameKind } from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { type BoundTenant, tenantsBoundBy } from './bound-tenants.ts';
import { keyOfBoundRole, keyOfRole } from './identity.ts';
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
  const cluster = clusterOf(snapshot, role);
  const roots = new Set((cluster ? [cluster] : clustersOf(snapshot)).map(({ root }) => root));
  const lists = [undefined, ...roots].map((root) =>
    contributed(snapshot, holders, holderKey(keyOfRole(role), root)),
  );
  const [only, ...others] = lists.filter((list) => list.length > 0);
  const found = others.length > 0 ? lists.flat().sort((a, b) => inOrder(a.by, b.by)) : only;
  return (found ?? []).map(({ value }) => value);
}

const holders: Contributions<string, RoleHolder> = {
  kinds: [RoleBinding, ClusterRoleBinding],
  level: levels.rights,
  of: (snapshot, binding) => {
    const isWide = sameKind(binding, ClusterRoleBinding);
    const within = isWide ? undefined : known(binding.namespace);
    if (tenancyOf(snapshot).delivererOf(binding) || (!isWide && within === undefined)) return [];
    const key = holderKey(keyOfBoundRole(binding), clusterOf(snapshot, binding)?.root);
    return tenantsBoundBy(snapshot, binding).map((bound) => ({
      key,
      value: { ...bound, binding, within },
    }));
  },
};

function holderKey(role: string, root: DirectoryPath | undefined): string {
  return `${role}\n${root === undefined ? '' : `on ${root}`}`;
}

/** True for a power that counts where one of these has the role. */
export function countsForOne(holders: readonly RoleHolder[], given: GivenPower): boolean {
  const wide = holders.find(({ within }) => within === undefined);
  const narrow = holders.find(({ within }) => within !== undefined);
  return [wide, narrow].some((holder) => holder !== undefined && countsFor(holder, given));
}

/** Those for whom one of the powers counts. */
export function holdersFor(
  holders: readonly RoleHolder[],
  powers: readonly GivenPower[],
): readonly RoleHolder[] {
  const countsIn = (within: string | undefined) =>
    powers.some((given) => countsFor({ within }, given));
  const [inCluster, inNamespace] = [countsIn(undefined), countsIn('')];
  return holders.filter(({ within }) => (within === undefined ? inCluster : inNamespace));
}

/**
 * True for a power that counts where a role is bound. What the ClusterRole `admin` gives as well is nothing new in one
 * namespace, and in the whole cluster the binding is the mistake, not the role.
 */
function countsFor({ within }: Pick<RoleHolder, 'within'>, { power, verb }: GivenPower): boolean {
  const isNew = allows(builtInRules('admin'), requestFor(power, verb)) === 'no';
  if (within === undefined) return power.over === 'rights' && (power.reach === 'cluster' || isNew);
  return power.reach === 'namespace' && isNew;
}
