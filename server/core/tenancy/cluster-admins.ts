import { type Cluster, clusterOf, clustersOf } from '../fleet/cluster.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { append } from '../fleet/group-by.ts';
import { ClusterRoleBinding } from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { textAt } from '../yaml/node.ts';
import { type Account, subjectsOf } from './identity.ts';
import { boundRole, roleAllows } from './roles.ts';

/** An account that may do everything in the whole cluster. */
export interface ClusterAdmin {
  readonly account: Account;
  /** What gives it the rights; `undefined` where they come with Flux. */
  readonly binding: FleetObject | undefined;
  readonly cluster: Cluster | undefined;
}

/** The administrators of the cluster of an object that live in a namespace. */
export function clusterAdminsIn(
  snapshot: Snapshot,
  namespace: string,
  object: FleetObject,
): readonly ClusterAdmin[] {
  const cluster = clusterOf(snapshot, object);
  const found = derive(snapshot, findClusterAdmins).get(namespace) ?? [];
  return found.filter((admin) => admin.cluster === cluster);
}

function findClusterAdmins(snapshot: Snapshot): ReadonlyMap<string, readonly ClusterAdmin[]> {
  const admins = new Map<string, ClusterAdmin[]>();
  for (const binding of fleetOf(snapshot).ofKind(ClusterRoleBinding)) {
    const all = { verb: '*', group: '*', resource: '*' };
    if (roleAllows(boundRole(snapshot, binding), all) !== 'yes') continue;
    const cluster = clusterOf(snapshot, binding);
    for (const subject of subjectsOf(binding)) {
      if (subject.type !== 'account') continue;
      const { account } = subject;
      append(admins, account.namespace, { account, binding, cluster });
    }
  }
  for (const cluster of clustersOf(snapshot)) {
    const namespace = namespaceOfFlux(cluster);
    const account = { namespace, name: 'kustomize-controller' };
    append(admins, namespace, { account, binding: undefined, cluster });
  }
  return admins;
}

/** Where the controllers of a cluster run, which are cluster-admin (fluxcd/flux2, manifests/rbac/reconciler.yaml). */
function namespaceOfFlux({ installation }: Cluster): string {
  const { by, root } = installation;
  const namespace = by === 'instance' ? textAt(root, 'metadata', 'namespace') : undefined;
  return namespace ?? 'flux-system';
}
