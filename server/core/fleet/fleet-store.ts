import { type GroupKind, kindName } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';
import { FluxDeliveries } from './flux-deliveries.ts';
import { FoundObjects } from './found-objects.ts';
import { foundStore } from './found-store.ts';
import { nameKeysFor } from './name-key.ts';
import { byKind, byName } from './object-keys.ts';
import { type ObjectKeys, ObjectStore } from './object-store.ts';
import { objectsMadeBy } from './resource-set-objects.ts';

/** What is kept up to date of the fleet of one workspace. */
export interface FleetModel {
  /** The objects of the clusters that run Flux. */
  readonly store: ObjectStore;
  /** What Kustomizations send on to other clusters. */
  readonly abroad: ObjectStore;
  readonly found: FoundObjects;
  readonly deliveries: FluxDeliveries;
}

/** The model of an engine: texts → found objects → deliveries → objects. */
export function modelOf(engine: Engine): FleetModel {
  return engine.service(makeModel);
}

function makeModel(engine: Engine): FleetModel {
  const store = new ObjectStore(engine);
  const abroad = new ObjectStore(engine);
  const foundOnes = foundStore(engine);
  const deliveries = new FluxDeliveries(engine, (removed, added) => {
    const [gone, fresh] = [partedByCluster(removed), partedByCluster(added)];
    store.update(gone.home, fresh.home);
    abroad.update(gone.abroad, fresh.abroad);
  });
  const found = new FoundObjects(engine, (removed, added) => {
    foundOnes.update(withMadeOnes(removed), withMadeOnes(added));
    deliveries.change(removed, added);
  });
  return { store, abroad, found, deliveries };
}

function partedByCluster(objects: Iterable<FleetObject>) {
  const [home, abroad]: [FleetObject[], FleetObject[]] = [[], []];
  for (const object of objects) {
    if (!isRemote(object)) home.push(object);
    // What a ResourceSet makes there is no content of a Kustomization.
    else if (!object.template) abroad.push(object);
  }
  return { home, abroad };
}

/** True for objects of another cluster than the one whose Flux delivers them. */
function isRemote({ delivery }: FleetObject): boolean {
  return delivery.mode === 'flux' && delivery.remote;
}

function withMadeOnes(objects: Iterable<FleetObject>): readonly FleetObject[] {
  return [...objects].flatMap((object) => [object, ...objectsMadeBy(object)]);
}

/** The store with the objects of the clusters that run Flux. */
export function fleetStore(engine: Engine): ObjectStore {
  return modelOf(engine).store;
}

/** The objects of the fleet that say a key of themselves. */
export function objectsBy<K>(
  snapshot: Snapshot,
  definition: ObjectKeys<K>,
  key: K,
): readonly FleetObject[] {
  return fleetStore(engineOf(snapshot)).by(definition, key);
}

/** The same of what any cluster gets, the fleet's own first. */
export function objectsAnywhereBy<K>(
  snapshot: Snapshot,
  definition: ObjectKeys<K>,
  key: K,
): readonly FleetObject[] {
  const { store, abroad } = modelOf(engineOf(snapshot));
  return [...store.by(definition, key), ...abroad.by(definition, key)];
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
  return nameKeysFor(kind, namespace, name).flatMap((key) => objectsBy(snapshot, byName, key));
}

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
  return [
    ...objectsSurelyIn(snapshot, kind, namespace),
    ...objectsBy(snapshot, byNamespace, partKey(kind, undefined)),
  ];
}

/** The objects of a kind whose namespace is known to be this one. */
export function objectsSurelyIn(
  snapshot: Snapshot,
  kind: GroupKind,
  namespace: string,
): readonly FleetObject[] {
  return objectsBy(snapshot, byNamespace, partKey(kind, namespace));
}

const byNamespace: ObjectKeys<string> = {
  keysOf: (object) => [partKey(object, known(object.namespace))],
};

function partKey(kind: GroupKind, part: string | undefined): string {
  return `${kindName(kind)}\n${part ?? '?'}`;
}
