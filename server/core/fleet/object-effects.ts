import { Effect } from '../incremental/effect.ts';
import type { Same } from '../incremental/same.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Engine } from '../workspace/engine.ts';
import type { FleetObject } from './fleet.ts';
import { fleetStore } from './fleet-store.ts';

/** What is done for every object, and with what comes of it. */
export interface ObjectWork<T> {
  /** Objects of all kinds if not given. */
  readonly kinds?: readonly GroupKind[] | undefined;
  /** One of `levels`. */
  readonly level: number;
  readonly compute: (object: FleetObject) => T;
  /** Gets `undefined` where nothing came of it before, or nothing does any more. */
  readonly apply: (now: T | undefined, before: T | undefined) => void;
  readonly same?: Same<T>;
}

/** Does something for every object of the fleet, and again for those for whom something has changed. */
export function forEachObject<T>(
  engine: Engine,
  { kinds, level, compute, apply, same }: ObjectWork<T>,
): void {
  const effects = new Map<FleetObject, Effect<T>>();
  fleetStore(engine).watch(kinds, (removed, added) => {
    for (const object of removed) {
      effects.get(object)?.dispose();
      effects.delete(object);
    }
    for (const object of added) {
      const run = () => compute(object);
      effects.set(object, new Effect(engine.graph, level, run, apply, same));
    }
  });
}
