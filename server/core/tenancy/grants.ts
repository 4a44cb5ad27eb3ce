import { type Cluster, clusterAt, clusterOf, mayBeOn } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { sameFields } from '../incremental/same.ts';
import { ClusterRoleBinding, sameKind } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { type AccountThere, idOfAccount } from './account-there.ts';
import type { EffectiveIdentity } from './effective-identity.ts';
import { type Account, bindingsIn } from './identity.ts';
import { type BoundRole, boundRole } from './roles.ts';

/** Rights that a binding of the workspace gives. */
export interface Grant {
  readonly binding: FleetObject;
  readonly role: BoundRole;
  /** Where they hold; `undefined` for the whole cluster. */
  readonly namespace: string | undefined;
  /** False where it is not clear whether the binding is on the cluster in question. */
  readonly isCertain: boolean;
}

/** The rights that the workspace gives an account on the cluster of an object, those of everybody among them. */
export function grantsFor(
  snapshot: Snapshot,
  account: Account,
  object: FleetObject,
): readonly Grant[] {
  return grantsOn(snapshot, account, clusterOf(snapshot, object));
}

/** The same on a cluster. */
export function grantsOn(
  snapshot: Snapshot,
  account: Account,
  cluster: Cluster | undefined,
): readonly Grant[] {
  const key = { account, root: cluster?.root };
  return deriveFor(snapshot, findGrants, key, sameGrants, idOfAccount(key));
}

function findGrants(snapshot: Snapshot, { account, root }: AccountThere): readonly Grant[] {
  const cluster = clusterAt(snapshot, root);
  return bindingsIn(snapshot)
    .of(account)
    .flatMap((binding) => grantOf(snapshot, binding, cluster) ?? []);
}

/** True for lists of the same grants. */
export function sameGrants(a: readonly Grant[], b: readonly Grant[]): boolean {
  return a.length === b.length && a.every((grant, index) => sameFields(grant, b[index]));
}

function grantOf(
  snapshot: Snapshot,
  binding: FleetObject,
  cluster: Cluster | undefined,
): Grant | undefined {
  const namespace = known(binding.namespace);
  const isWide = sameKind(binding, ClusterRoleBinding);
  if (!mayBeOn(snapshot, binding, cluster) || (!isWide && namespace === undefined))
    return undefined;
  return {
    binding,
    role: boundRole(snapshot, binding),
    namespace: isWide ? undefined : namespace,
    isCertain: clusterOf(snapshot, binding) === cluster,
  };
}

/** The namespaces that an identity reaches, sorted; `everywhere` for the whole cluster, `undefined` if not known. */
export function reachOf(
  identity: EffectiveIdentity,
  grants: readonly Grant[],
): readonly string[] | 'everywhere' | undefined {
  if (identity.type === 'controller') return 'everywhere';
  if (identity.type !== 'account') return undefined;
  if (grants.some(({ namespace }) => namespace === undefined)) return 'everywhere';
  return [...new Set(grants.flatMap(({ namespace }) => namespace ?? []))].sort();
}
