import { type Cluster, clusterOf } from '../fleet/cluster.ts';
import { type Contributions, contributed } from '../fleet/contributions.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { missingPathOf } from '../fleet/missing-path.ts';
import { sameSet } from '../incremental/same.ts';
import { isWholeBuild } from '../kustomize/whole-build.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { tenancyOf } from './tenancy.ts';

/**
 * True if objects that the workspace does not show may be in a namespace, beside what an object meets: a Flux
 * Kustomization whose content is elsewhere, or cannot be evaluated, may put them there. A tenant's reaches the
 * namespaces of the tenant, the platform's all of them.
 */
export function mayHoldMore(snapshot: Snapshot, namespace: string, beside: FleetObject): boolean {
  const { delivery } = beside;
  if (delivery.mode === 'kustomize' && !isWholeBuild(snapshot, delivery.directory)) return true;
  const cluster = clusterOf(snapshot, beside);
  return [everywhere, namespace].some((reach) => {
    const clusters = deriveFor(snapshot, findClusters, reach, sameSet);
    return clusters.size > 0 && (!cluster || clusters.has(undefined) || clusters.has(cluster));
  });
}

/** The clusters with hidden content that reaches a namespace; what goes to a cluster we do not know may go to any. */
function findClusters(
  snapshot: Snapshot,
  reach: string | symbol,
): ReadonlySet<Cluster | undefined> {
  return new Set(contributed(snapshot, hidden, reach).map(({ value: { cluster } }) => cluster));
}

const everywhere = Symbol('everywhere');

const hidden: Contributions<string | symbol, { readonly cluster: Cluster | undefined }> = {
  kinds: [FluxKustomization],
  level: levels.identities,
  of: (snapshot, kustomization) => {
    const isSeen = fleetOf(snapshot).isComplete(kustomization) === true;
    const isElsewhere = readField(kustomization, 'spec', 'kubeConfig').state === 'present';
    // A path that the source does not have brings nothing.
    if (isSeen || isElsewhere || missingPathOf(snapshot, kustomization)) return [];
    const value = { cluster: clusterOf(snapshot, kustomization) };
    const reached = reachedBy(snapshot, kustomization) ?? [everywhere];
    return reached.map((key) => ({ key, value }));
  },
};

/** The namespaces a Kustomization may write to; `undefined` for all. */
function reachedBy(snapshot: Snapshot, kustomization: FleetObject): readonly string[] | undefined {
  const target = readString(kustomization, 'spec', 'targetNamespace');
  if (target.state === 'present') return [target.value];
  const own = known(kustomization.namespace);
  const tenant = tenancyOf(snapshot).ownerOf(kustomization);
  return tenant && own !== undefined ? [...new Set([own, ...tenant.namespaces])] : undefined;
}
