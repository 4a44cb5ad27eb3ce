import { Effect } from '../incremental/graph.ts';
import { type GroupKind, kindName } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { deliver } from './delivered.ts';
import { type FleetObject, isRemote } from './fleet.ts';
import { type ObjectKeys, ObjectStore } from './object-store.ts';

/** The store with the objects of the clusters that run Flux. */
export function fleetStore(engine: Engine): ObjectStore {
  return engine.service(makeStore);
}

function makeStore(engine: Engine): ObjectStore {
  const store = new ObjectStore(engine);
  new Effect(
    engine.graph,
    levels.deliveries,
    () => engine.derive(deliver).objects.filter((object) => !isRemote(object)),
    (now = [], before = []) => store.update(before, now),
  );
  return store;
}

/** The objects of the fleet that say a key of themselves. */
export function objectsBy<K>(
  snapshot: Snapshot,
  definition: ObjectKeys<K>,
  key: K,
): readonly FleetObject[] {
  return fleetStore(engineOf(snapshot)).by(definition, key);
}

/** The keys that objects of the fleet say of themselves. */
export function keysBy<K>(snapshot: Snapshot, definition: ObjectKeys<K>): ReadonlySet<K> {
  return fleetStore(engineOf(snapshot)).keysOf(definition);
}

/** All objects of the fleet. */
export function allObjects(snapshot: Snapshot): readonly FleetObject[] {
  return objectsBy(snapshot, together, '');
}

const together: ObjectKeys<string> = { keysOf: () => [''] };

/** Objects that are called so, and those whose name or namespace is not known and may be that. */
export function objectsNamed(
  snapshot: Snapshot,
  kind: GroupKind,
  namespace: string,
  name: string,
): readonly FleetObject[] {
  return [
    nameKey(kind, namespace, name),
    nameKey(kind, undefined, name),
    nameKey(kind, namespace, undefined),
    nameKey(kind, undefined, undefined),
  ].flatMap((key) => objectsBy(snapshot, byName, key));
}

const byName: ObjectKeys<string> = {
  keysOf: (object) => [nameKey(object, known(object.namespace), known(object.name))],
};

function nameKey(kind: GroupKind, namespace: string | undefined, name: string | undefined): string {
  return `${kindName(kind)}\n${namespace ?? '?'}\n${name ?? '?'}`;
}

const byKind: ObjectKeys<string> = { keysOf: (object) => [kindName(object)] };

/** The objects of one kind. */
export function objectsOfKind(snapshot: Snapshot, kind: GroupKind): readonly FleetObject[] {
  return objectsBy(snapshot, byKind, kindName(kind));
}

/** The objects of a kind that are surely called so, in whatever namespace. */
export function objectsCalled(
  snapshot: Snapshot,
  kind: GroupKind,
  name: string,
): readonly FleetObject[] {
  return objectsBy(snapshot, byNameAlone, partKey(kind, name));
}

const byNameAlone: ObjectKeys<string> = {
  keysOf: (object) => {
    const name = known(object.name);
    return name === undefined ? [] : [partKey(object, name)];
  },
};

/** The objects of a kind in a namespace, and those whose namespace is not known and may be that. */
export function objectsIn(
  snapshot: Snapshot,
  kind: GroupKind,
  namespace: string,
): readonly FleetObject[] {
  return [namespace, undefined].flatMap((each) =>
    objectsBy(snapshot, byNamespace, partKey(kind, each)),
  );
}

const byNamespace: ObjectKeys<string> = {
  keysOf: (object) => [partKey(object, known(object.namespace))],
};

function partKey(kind: GroupKind, part: string | undefined): string {
  return `${kindName(kind)}\n${part ?? '?'}`;
}
