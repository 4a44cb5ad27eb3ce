import { type Cluster, clusterOf } from '../fleet/cluster.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { missingPathOf } from '../fleet/missing-path.ts';
import { build } from '../kustomize/build.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { tenancyOf } from './tenancy.ts';

/**
 * True if objects that the workspace does not show may be in a namespace, beside what an object meets: a Flux
 * Kustomization whose content is elsewhere, or cannot be evaluated, may put them there. A tenant's reaches the
 * namespaces of the tenant, the platform's all of them.
 */
export function mayHoldMore(snapshot: Snapshot, namespace: string, beside: FleetObject): boolean {
  const { delivery } = beside;
  if (delivery.mode === 'kustomize') {
    const { directory } = delivery;
    if (build(snapshot, { directory }).gaps.length > 0) return true;
  }
  const cluster = clusterOf(snapshot, beside);
  return [...derive(snapshot, findHiddenContent)].some(
    ([other, reach]) =>
      (!cluster || !other || cluster === other) &&
      (reach.everywhere || reach.namespaces.has(namespace)),
  );
}

/** Where hidden content may go. */
interface Reach {
  everywhere: boolean;
  readonly namespaces: Set<string>;
}

/** By cluster; what goes to a cluster we do not know may go to any. */
function findHiddenContent(snapshot: Snapshot): ReadonlyMap<Cluster | undefined, Reach> {
  const fleet = fleetOf(snapshot);
  const hidden = new Map<Cluster | undefined, Reach>();
  for (const kustomization of fleet.ofKind(FluxKustomization)) {
    const isSeen = fleet.contentOf(kustomization)?.complete === true;
    const isElsewhere = readField(kustomization, 'spec', 'kubeConfig').state === 'present';
    // A path that the source does not have brings nothing.
    if (isSeen || isElsewhere || missingPathOf(snapshot, kustomization)) continue;
    const cluster = clusterOf(snapshot, kustomization);
    const reach = hidden.get(cluster) ?? { everywhere: false, namespaces: new Set<string>() };
    hidden.set(cluster, reach);
    const namespaces = reachedBy(snapshot, kustomization);
    if (!namespaces) reach.everywhere = true;
    for (const namespace of namespaces ?? []) reach.namespaces.add(namespace);
  }
  return hidden;
}

/** The namespaces a Kustomization may write to; `undefined` for all. */
function reachedBy(snapshot: Snapshot, kustomization: FleetObject): readonly string[] | undefined {
  const target = readString(kustomization, 'spec', 'targetNamespace');
  if (target.state === 'present') return [target.value];
  const own = known(kustomization.namespace);
  const tenant = tenancyOf(snapshot).ownerOf(kustomization);
  return tenant && own !== undefined ? [own, ...tenant.namespaces] : undefined;
}
