import { sameList } from '../incremental/same.ts';
import { sameManifest } from '../manifest/manifest.ts';
import { engineOf } from '../workspace/engine.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import type { FleetObject } from './fleet.ts';
import { foundStore } from './found-store.ts';
import { deliverersOf, deliveringKinds } from './instance-sync.ts';
import { selfOf } from './kustomization-signature.ts';
import type { ObjectKeys } from './object-store.ts';

/** The Flux Kustomization that starts the chain by which an object is delivered; the object itself without one. */
export function entryPointOf(snapshot: Snapshot, object: FleetObject): FleetObject {
  return chainOf(snapshot, object).at(-1) ?? object;
}

/** An object, what delivers it, what delivers that, and so on; what delivers itself ends the chain. */
export function chainOf(snapshot: Snapshot, object: FleetObject): readonly FleetObject[] {
  const { delivery, origin } = object;
  if (delivery.mode !== 'flux') return [object];
  const above = deriveFor(snapshot, follow, delivery.by, sameList);
  const again = above.findIndex((each) => sameManifest(each.origin, origin));
  return [object, ...(again < 0 ? above : above.slice(0, again + 1))];
}

function follow(snapshot: Snapshot, object: FleetObject): readonly FleetObject[] {
  const chain = [object];
  let at = object;
  while (at.delivery.mode === 'flux') {
    const by = asFound(snapshot, at.delivery.by);
    const closesCircle = chain.some(({ origin }) => sameManifest(origin, by.origin));
    chain.push(by);
    if (closesCircle) break;
    at = by;
  }
  return chain;
}

/**
 * Which of several equal Kustomizations stands for them all in a delivery depends on which one came first. The one that
 * is found before anything is delivered is the same whatever was edited before.
 */
function asFound(snapshot: Snapshot, kustomization: FleetObject): FleetObject {
  const self = selfOf(kustomization);
  const found = foundStore(engineOf(snapshot)).by(bySelf, self).flatMap(deliverersOf);
  return found.find((each) => selfOf(each) === self) ?? kustomization;
}

const bySelf: ObjectKeys<string> = {
  kinds: deliveringKinds,
  keysOf: (object) => deliverersOf(object).map(selfOf),
};
