import { compareTexts } from '../text/order.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { clusterOf } from './cluster.ts';
import { entryPointOf } from './delivery-chain.ts';
import type { FleetObject } from './fleet.ts';
import { objectsBy } from './fleet-store.ts';
import { inOrder, type ObjectKeys } from './object-store.ts';

/**
 * All objects of the fleet that are the same object of one cluster as the given one, itself among them, as long as
 * different Flux Kustomizations apply them; empty if there is one only. Sorted by where they are written.
 */
export function ownersOf(snapshot: Snapshot, object: FleetObject): readonly FleetObject[] {
  const identity = identityOf(object);
  if (identity === undefined) return [];
  const same = objectsBy(snapshot, byIdentity, identity);
  if (!areSeveral(same)) return [];
  const cluster = clusterKey(snapshot, object);
  const met = same.filter((each) => each === object || clusterKey(snapshot, each) === cluster);
  if (!areSeveral(met)) return [];
  const sorted = met.toSorted(byPlace);
  // What applies an object first may be delivered in several ways itself, and is no other owner for that.
  const isFirstAgain =
    sorted[0] !== object && delivererKey(object) === delivererKey(sorted[0] ?? object);
  return isFirstAgain ? [] : sorted;
}

function areSeveral(objects: readonly FleetObject[]): boolean {
  const [first, ...others] = objects;
  return first !== undefined && others.some((each) => delivererKey(each) !== delivererKey(first));
}

const byIdentity: ObjectKeys<string> = {
  keysOf: (object) => {
    const identity = identityOf(object);
    return identity === undefined ? [] : [identity];
  },
};

/**
 * What tells an object that Flux applies apart in its cluster; `undefined` where that is not known, or where sharing is
 * agreed on.
 */
function identityOf(object: FleetObject): string | undefined {
  const { delivery, group, kind, name, namespace, root, template } = object;
  const isUnknown = name.state !== 'present' || namespace.state === 'unknown' || template;
  if (delivery.mode !== 'flux' || isUnknown || isSharedOnPurpose(root)) return undefined;
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
  const { origin } = entryPointOf(snapshot, object);
  return `entry ${origin.file} ${origin.index}`;
}

/** Equal for what one Kustomization applies, whichever of its documents it is made from. */
function delivererKey({ delivery }: FleetObject): string {
  if (delivery.mode !== 'flux') return '';
  const { name, namespace } = delivery.by;
  return `${known(namespace)}/${known(name)}`;
}

function byPlace(a: FleetObject, b: FleetObject): number {
  if (a.origin.file !== b.origin.file) return compareTexts(a.origin.file, b.origin.file);
  const [left, right] = [delivererKey(a), delivererKey(b)];
  if (a.origin.index !== b.origin.index || left === right) return inOrder(a, b);
  return compareTexts(left, right);
}
