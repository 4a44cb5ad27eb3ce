import { type Cluster, mayBeOn } from '../fleet/cluster.ts';
import { fleetOf } from '../fleet/fleet.ts';
import { Namespace, ServiceAccount } from '../manifest/kind.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { Account } from './identity.ts';

/** An account on a cluster, which is told by its root: `undefined` where it is not clear which one is meant. */
export interface AccountThere {
  readonly account: Account;
  readonly root: DirectoryPath | undefined;
}

/** Equal for the same account on the same cluster. */
export function idOfAccount({ account, root }: AccountThere): string {
  return `${account.namespace}\n${account.name}\n${root === undefined ? '' : `on ${root}`}`;
}

/** True where the workspace has an account of a cluster. Kubernetes itself makes the account `default` in each namespace. */
export function isSetUp(
  snapshot: Snapshot,
  { namespace, name }: Account,
  cluster: Cluster | undefined,
): boolean {
  const fleet = fleetOf(snapshot);
  return [
    ...fleet.named(ServiceAccount, namespace, name),
    ...(name === 'default' ? fleet.named(Namespace, '', namespace) : []),
  ].some((each) => known(each.name) !== undefined && mayBeOn(snapshot, each, cluster));
}
