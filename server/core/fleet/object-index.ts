import type { GroupKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { known } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';

/** Finds objects by kind and by name without looking at all of them. */
export class ObjectIndex {
  readonly #byKind = new Map<string, FleetObject[]>();
  readonly #byName = new Map<string, FleetObject[]>();
  readonly #byDocument = new Map<string, FleetObject[]>();

  constructor(objects: readonly FleetObject[]) {
    for (const object of objects) {
      append(this.#byKind, kindKey(object), object);
      append(this.#byDocument, documentKey(object.origin), object);
      append(this.#byName, nameKey(object, known(object.namespace), known(object.name)), object);
    }
  }

  /** Objects of the given kinds, kind by kind. */
  ofKind(kinds: readonly GroupKind[]): readonly FleetObject[] {
    const [only] = kinds;
    if (only && kinds.length === 1) return this.#byKind.get(kindKey(only)) ?? [];
    return kinds.flatMap((kind) => this.#byKind.get(kindKey(kind)) ?? []);
  }

  /** Objects that are called so, and those whose name or namespace is not known and may be that. */
  named(kind: GroupKind, namespace: string, name: string): readonly FleetObject[] {
    return [
      nameKey(kind, namespace, name),
      nameKey(kind, undefined, name),
      nameKey(kind, namespace, undefined),
      nameKey(kind, undefined, undefined),
    ].flatMap((key) => this.#byName.get(key) ?? []);
  }

  /** Objects that were made of a document. */
  madeOf(document: Manifest): readonly FleetObject[] {
    return this.#byDocument.get(documentKey(document)) ?? [];
  }
}

function documentKey({ file, index }: Manifest): string {
  return `${file}#${index}`;
}

function append<K>(map: Map<K, FleetObject[]>, key: K, object: FleetObject): void {
  const known = map.get(key);
  if (known) known.push(object);
  else map.set(key, [object]);
}

function kindKey({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

function nameKey(kind: GroupKind, namespace: string | undefined, name: string | undefined): string {
  return `${kindKey(kind)}\n${namespace ?? '?'}\n${name ?? '?'}`;
}
