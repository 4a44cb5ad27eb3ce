import type { GroupKind } from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { fleetOf } from './fleet.ts';

/** The known names of objects of a kind in a namespace: what a mistyped name may have meant. */
export function namesIn(snapshot: Snapshot, kind: GroupKind, namespace: string): readonly string[] {
  return [...(namesOfKind(snapshot, kind).byNamespace.get(namespace) ?? [])];
}

/** The namespaces that have an object of a kind and name. */
export function namespacesOf(snapshot: Snapshot, kind: GroupKind, name: string): readonly string[] {
  return [...(namesOfKind(snapshot, kind).byName.get(name) ?? [])];
}

/** The namespaces that have objects of a kind, sorted. */
export function namespacesWith(snapshot: Snapshot, kind: GroupKind): readonly string[] {
  return [...namesOfKind(snapshot, kind).byNamespace.keys()].sort();
}

interface Names {
  readonly byNamespace: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Indexed kind by kind, when first asked for. */
function namesOfKind(snapshot: Snapshot, kind: GroupKind): Names {
  const kinds = derive(snapshot, noNames);
  const key = `${kind.kind}.${kind.group}`;
  let names = kinds.get(key);
  if (!names) {
    names = indexNames(snapshot, kind);
    kinds.set(key, names);
  }
  return names;
}

function noNames(): Map<string, Names> {
  return new Map();
}

function indexNames(snapshot: Snapshot, kind: GroupKind): Names {
  const byNamespace = new Map<string, Set<string>>();
  const byName = new Map<string, Set<string>>();
  for (const object of fleetOf(snapshot).ofKind(kind)) {
    const [namespace, name] = [known(object.namespace), known(object.name)];
    if (namespace === undefined || name === undefined) continue;
    add(byNamespace, namespace, name);
    add(byName, name, namespace);
  }
  return { byNamespace, byName };
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}
