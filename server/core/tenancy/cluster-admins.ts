import { type Cluster, clusterOf } from '../fleet/cluster.ts';
import { type Contributions, contributed } from '../fleet/contributions.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { ClusterRoleBinding } from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
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
  const found = contributed(snapshot, boundAdmins, namespace).map(({ value }) => value);
  return [
    ...found.filter((admin) => admin.cluster === cluster),
    ...(cluster && namespaceOfFlux(cluster) === namespace ? [adminOfFlux(cluster)] : []),
  ];
}

/** Those that a ClusterRoleBinding makes one, by namespace. */
const boundAdmins: Contributions<string, ClusterAdmin> = {
  kinds: [ClusterRoleBinding],
  level: levels.rights,
  of: (snapshot, binding) => {
    const all = { verb: '*', group: '*', resource: '*' };
    if (roleAllows(boundRole(snapshot, binding), all) !== 'yes') return [];
    const cluster = clusterOf(snapshot, binding);
    return subjectsOf(binding).flatMap((subject) => {
      if (subject.type !== 'account') return [];
      const { account } = subject;
      return [{ key: account.namespace, value: { account, binding, cluster } }];
    });
  },
};

function adminOfFlux(cluster: Cluster): ClusterAdmin {
  const account = { namespace: namespaceOfFlux(cluster), name: 'kustomize-controller' };
  return { account, binding: undefined, cluster };
}

/** Where the controllers of a cluster run, which are cluster-admin (fluxcd/flux2, manifests/rbac/reconciler.yaml). */
function namespaceOfFlux({ installation }: Cluster): string {
  const { by, root } = installation;
  const namespace = by === 'instance' ? textAt(root, 'metadata', 'namespace') : undefined;
  return namespace ?? 'flux-system';
}
