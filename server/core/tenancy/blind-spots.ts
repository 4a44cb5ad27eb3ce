import { type Cluster, clusterAt, mayBeOn } from '../fleet/cluster.ts';
import { contributed } from '../fleet/contributions.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { sameList } from '../incremental/same.ts';
import { ServiceAccount } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { type AccountThere, idOfAccount, isSetUp } from './account-there.ts';
import { userName } from './effective-identity.ts';
import { type Account, bindingsIn } from './identity.ts';
import { generatorsOfRights } from './object-generators.ts';
import { mentionedAs, mentionedByChart, spotKey, unseenBindings } from './unseen-bindings.ts';

/**
 * Whether something may give an account rights that the workspace does not show, in a namespace or in the whole cluster:
 * something in the workspace makes bindings that cannot be read off it, or content that may hold bindings is in another
 * repository.
 */
export function mayHaveMore(
  snapshot: Snapshot,
  account: Account,
  cluster: Cluster | undefined,
  namespace: string | undefined,
): boolean {
  const key = { account, root: cluster?.root, namespace };
  const id = `${idOfAccount(key)}\n${namespace ?? '*'}`;
  return deriveFor(snapshot, hasBlindSpots, key, Object.is, id);
}

function hasBlindSpots(
  snapshot: Snapshot,
  { account, root, namespace }: AccountThere & { readonly namespace: string | undefined },
): boolean {
  const cluster = clusterAt(snapshot, root);
  // It is set up elsewhere, or one of its bindings is somewhere unknown.
  if (!cluster || !isSetUp(snapshot, account, cluster)) return true;
  const drifts = ({ namespace: its }: FleetObject) => its.state === 'unknown';
  if (bindingsIn(snapshot).naming(account).some(drifts)) return true;
  if (generatorsOfRights(snapshot).some((each) => mayBeOn(snapshot, each, cluster))) return true;
  const user = userName(account);
  const places = namespace === undefined ? [undefined] : [undefined, namespace];
  const mentions = ['', ...mentionsOf(snapshot, account)];
  return [undefined, root].some((where) =>
    places.some((place) =>
      mentions.some((mention) =>
        usersBehind(snapshot, spotKey(where, place, mention)).some((by) => by !== user),
      ),
    ),
  );
}

/** What is applied by the same user in the same place counts once, and two of them are as good as many. */
function usersBehind(snapshot: Snapshot, key: string): readonly (string | undefined)[] {
  return deriveFor(snapshot, findUsers, key, sameList);
}

function findUsers(snapshot: Snapshot, key: string): readonly (string | undefined)[] {
  const users = new Set<string | undefined>();
  for (const { value } of contributed(snapshot, unseenBindings, key)) {
    if (users.add(value).size > 1) break;
  }
  return [...users];
}

/** By which an account may be meant. What charts mention counts where the workspace has an account of that name. */
function mentionsOf(snapshot: Snapshot, { namespace, name }: Account): readonly string[] {
  const isShown = (each: string) => objectsBy(snapshot, namesOfAccounts, each).length > 0;
  const names = [namespace, name];
  return [...names.map(mentionedAs), ...names.filter(isShown).map(mentionedByChart)];
}

/** Names and namespaces of the accounts that are set up in the workspace. */
const namesOfAccounts: ObjectKeys<string> = {
  kinds: [ServiceAccount],
  keysOf: ({ namespace, name }) =>
    new Set([namespace, name].flatMap((field) => known(field) ?? [])),
};
