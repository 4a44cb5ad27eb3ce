import type { GroupKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { known } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';
import { append, groupBy } from './group-by.ts';

/** Finds objects by kind, by name and by document without looking at all of them. Built as far as it is asked. */
export class ObjectIndex {
  readonly #objects: readonly FleetObject[];
  readonly #byGroup = new Map<string, Map<string, FleetObject[]>>();
  readonly #byName = new Map<readonly FleetObject[], ReadonlyMap<string, readonly FleetObject[]>>();
  #byDocument: ReadonlyMap<Manifest, readonly FleetObject[]> | undefined;

  constructor(objects: readonly FleetObject[]) {
    this.#objects = objects;
    for (const object of objects) {
      let kinds = this.#byGroup.get(object.group);
      if (!kinds) {
        kinds = new Map();
        this.#byGroup.set(object.group, kinds);
      }
      append(kinds, object.kind, object);
    }
  }

  /** Objects of the given kinds, kind by kind. */
  ofKind(kinds: readonly GroupKind[]): readonly FleetObject[] {
    const [only] = kinds;
    return only && kinds.length === 1
      ? this.#ofOneKind(only)
      : kinds.flatMap((kind) => this.#ofOneKind(kind));
  }

  /** Objects that are called so, and those whose name or namespace is not known and may be that. */
  named(kind: GroupKind, namespace: string, name: string): readonly FleetObject[] {
    const objects = this.#ofOneKind(kind);
    let names = this.#byName.get(objects);
    if (!names) {
      names = groupBy(objects, (each) => nameKey(known(each.namespace), known(each.name)));
      this.#byName.set(objects, names);
    }
    const found = names;
    return [
      nameKey(namespace, name),
      nameKey(undefined, name),
      nameKey(namespace, undefined),
      nameKey(undefined, undefined),
    ].flatMap((key) => found.get(key) ?? []);
  }

  /** Objects that were made of a document. */
  madeOf(document: Manifest): readonly FleetObject[] {
    this.#byDocument ??= groupBy(this.#objects, ({ origin }) => origin);
    return this.#byDocument.get(document) ?? [];
  }

  #ofOneKind({ group, kind }: GroupKind): readonly FleetObject[] {
    return this.#byGroup.get(group)?.get(kind) ?? none;
  }
}

const none: readonly FleetObject[] = [];

function nameKey(namespace: string | undefined, name: string | undefined): string {
  return `${namespace ?? '?'}\n${name ?? '?'}`;
}
