import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { clusterOf, entryPointOf } from './cluster.ts';
import { type FleetObject, fleetOf } from './fleet.ts';

/**
 * All objects of the fleet that are the same object of one cluster as the given one, itself among them, as long as
 * different Flux Kustomizations apply them; empty if there is one only. Sorted by where they are written.
 */
export function ownersOf(snapshot: Snapshot, object: FleetObject): readonly FleetObject[] {
  return derive(snapshot, indexOwners).get(object) ?? [];
}

function indexOwners(snapshot: Snapshot): ReadonlyMap<FleetObject, readonly FleetObject[]> {
  const byIdentity = new Map<string, FleetObject[]>();
  const clusterKeys = new Map<FleetObject, string>();
  for (const object of fleetOf(snapshot).objects) {
    const { delivery } = object;
    const identity = identityOf(object);
    if (delivery.mode !== 'flux' || identity === undefined) continue;
    let cluster = clusterKeys.get(delivery.by);
    if (cluster === undefined) {
      cluster = clusterKey(snapshot, object);
      clusterKeys.set(delivery.by, cluster);
    }
    const key = `${cluster}\n${identity}`;
    const found = byIdentity.get(key);
    if (found) found.push(object);
    else byIdentity.set(key, [object]);
  }
  const owners = new Map<FleetObject, readonly FleetObject[]>();
  for (const objects of byIdentity.values()) {
    if (new Set(objects.map(delivererKey)).size < 2) continue;
    const sorted = objects.toSorted(byPlace);
    for (const object of objects) owners.set(object, sorted);
  }
  return owners;
}

/** What tells the object apart in its cluster; `undefined` where that is not known, or where sharing is agreed on. */
function identityOf({ group, kind, name, namespace, root, template }: FleetObject) {
  const isUnknown = name.state !== 'present' || namespace.state === 'unknown' || template;
  if (isUnknown || isSharedOnPurpose(root)) return undefined;
  return JSON.stringify([group, kind, known(namespace) ?? '', name.value]);
}

/** Annotations by which an owner of an object leaves it, or some fields of it, to others. */
function isSharedOnPurpose(root: FleetObject['root']): boolean {
  const annotation = (key: string) =>
    textAt(root, 'metadata', 'annotations', `kustomize.toolkit.fluxcd.io/${key}`);
  const ssa = annotation('ssa');
  return annotation('reconcile') === 'disabled' || (ssa !== undefined && ssa !== 'Override');
}

/** Equal for objects that surely go to the same cluster. */
function clusterKey(snapshot: Snapshot, object: FleetObject): string {
  const cluster = clusterOf(snapshot, object);
  if (cluster) return `cluster ${cluster.root}`;
  const { origin } = entryPointOf(object);
  return `entry ${origin.file} ${origin.index}`;
}

/** Equal for what one Kustomization applies, whichever of its documents it is made from. */
function delivererKey({ delivery }: FleetObject): string {
  if (delivery.mode !== 'flux') return '';
  const { name, namespace } = delivery.by;
  return `${known(namespace)}/${known(name)}`;
}

function byPlace(a: FleetObject, b: FleetObject): number {
  if (a.origin.file !== b.origin.file) return a.origin.file < b.origin.file ? -1 : 1;
  return a.origin.index - b.origin.index || (delivererKey(a) < delivererKey(b) ? -1 : 1);
}
