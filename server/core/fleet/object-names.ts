import { sameList } from '../incremental/same.ts';
import { type GroupKind, kindName } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';
import { objectsCalled, objectsOfKind, objectsSurelyIn } from './fleet-store.ts';

/** The known names of objects of a kind in a namespace: what a mistyped name may have meant. */
export function namesIn(snapshot: Snapshot, kind: GroupKind, namespace: string): readonly string[] {
  return distinct(objectsSurelyIn(snapshot, kind, namespace), ({ name }) => known(name));
}

/** The namespaces that have an object of a kind and name. */
export function namespacesOf(snapshot: Snapshot, kind: GroupKind, name: string): readonly string[] {
  return distinct(objectsCalled(snapshot, kind, name), ({ namespace }) => known(namespace));
}

/** The namespaces that have objects of a kind, sorted. */
export function namespacesWith(snapshot: Snapshot, kind: GroupKind): readonly string[] {
  return deriveFor(snapshot, findNamespaces, kind, sameList, kindName(kind));
}

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
