import { Effect, type Work } from '../incremental/effect.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Engine } from '../workspace/engine.ts';
import type { FleetObject } from './fleet.ts';
import { fleetStore } from './fleet-store.ts';

/** What is done for every object, and with what comes of it. The level is one of `levels`. */
export interface ObjectWork<T> extends Work<FleetObject, T> {
  /** Objects of all kinds if not given. */
  readonly kinds?: readonly GroupKind[] | undefined;
}

/**
 * Does something for every object of the fleet, and again for those for whom something has changed. Returns what does it,
 * object by object, as long as they are there.
 */
export function forEachObject<T>(
  engine: Engine,
  work: ObjectWork<T>,
): ReadonlyMap<FleetObject, Effect<T, FleetObject>> {
  const effects = new Map<FleetObject, Effect<T, FleetObject>>();
  fleetStore(engine).watch(work.kinds, (removed, added) => {
    for (const object of removed) {
      effects.get(object)?.dispose();
      effects.delete(object);
    }
    for (const object of added) effects.set(object, new Effect(engine.graph, work, object));
  });
  return effects;
}
