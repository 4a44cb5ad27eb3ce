import { sameList } from '../incremental/same.ts';
import { type GroupKind, kindName } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';
import { objectsBy, objectsOfKind } from './fleet-store.ts';
import type { ObjectKeys } from './object-store.ts';

/** The known names of objects of a kind in a namespace: what a mistyped name may have meant. */
export function namesIn(snapshot: Snapshot, kind: GroupKind, namespace: string): readonly string[] {
  const there = objectsBy(snapshot, byNamespace, `${kindName(kind)}\n${namespace}`);
  return distinct(there, ({ name }) => known(name));
}

/** The namespaces that have an object of a kind and name. */
export function namespacesOf(snapshot: Snapshot, kind: GroupKind, name: string): readonly string[] {
  const called = objectsBy(snapshot, byName, `${kindName(kind)}\n${name}`);
  return distinct(called, ({ namespace }) => known(namespace));
}

/** The namespaces that have objects of a kind, sorted. */
export function namespacesWith(snapshot: Snapshot, kind: GroupKind): readonly string[] {
  return deriveFor(snapshot, findNamespaces, kind, sameList, kindName(kind));
}

/** Only of objects with a known name in a known namespace. */
const byNamespace: ObjectKeys<string> = {
  keysOf: (object) => {
    const namespace = known(object.namespace);
    const isNamed = namespace !== undefined && known(object.name) !== undefined;
    return isNamed ? [`${kindName(object)}\n${namespace}`] : [];
  },
};

const byName: ObjectKeys<string> = {
  keysOf: (object) => {
    const name = known(object.name);
    const isPlaced = name !== undefined && known(object.namespace) !== undefined;
    return isPlaced ? [`${kindName(object)}\n${name}`] : [];
  },
};

function findNamespaces(snapshot: Snapshot, kind: GroupKind): readonly string[] {
  const named = objectsOfKind(snapshot, kind).filter(({ name }) => known(name) !== undefined);
  return distinct(named, ({ namespace }) => known(namespace)).toSorted();
}

function distinct(
  objects: readonly FleetObject[],
  part: (object: FleetObject) => string | undefined,
): readonly string[] {
  return [...new Set(objects.flatMap((object) => part(object) ?? []))];
}
