import { KeyedLists } from '../incremental/keyed-lists.ts';
import { type GroupKind, kindName } from '../manifest/kind.ts';
import { compareTexts } from '../text/order.ts';
import type { Engine } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import { known } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';
import { groupBy } from './group-by.ts';

/** What is looked up: the objects of some kinds by keys that each of them says by itself. */
export interface ObjectKeys<K> {
  /** Objects of all kinds if not given. */
  readonly kinds?: readonly GroupKind[];
  /** Pure: a function of the object alone. */
  readonly keysOf: (object: FleetObject) => Iterable<K>;
}

/** Finds the objects of a fleet by key, and hears of all that come and go. Objects never change; they are replaced. */
export class ObjectStore {
  readonly #engine: Engine;
  readonly #objects = new Map<FleetObject, number>();
  readonly #byKind = new Map<string, Set<FleetObject>>();
  readonly #indexes = new Map<ObjectKeys<unknown>, KeyedLists<unknown, FleetObject>>();
  readonly #watchers: ObjectWatcher[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Takes objects out and puts objects in. An object that is put in twice has to be taken out twice. */
  update(removed: Iterable<FleetObject>, added: Iterable<FleetObject>): void {
    const touched = new Map<FleetObject, number>();
    const count = (object: FleetObject, by: number) => {
      touched.set(object, (touched.get(object) ?? 0) + by);
    };
    for (const object of removed) count(object, -1);
    for (const object of added) count(object, 1);
    const [gone, fresh]: FleetObject[][] = [[], []];
    for (const [object, by] of touched) {
      const before = this.#objects.get(object) ?? 0;
      const now = before + by;
      if (now > 0) this.#objects.set(object, now);
      else this.#objects.delete(object);
      if (before > 0 && now <= 0) gone?.push(object);
      if (before <= 0 && now > 0) fresh?.push(object);
    }
    this.#tell(gone ?? [], fresh ?? []);
  }

  /** How many objects there are. */
  get size(): number {
    return this.#objects.size;
  }

  /** The objects of a key. */
  by<K>(definition: ObjectKeys<K>, key: K): readonly FleetObject[] {
    return this.#index(definition).get(key);
  }

  /** All keys that have objects. */
  keysOf<K>(definition: ObjectKeys<K>): ReadonlySet<K> {
    return this.#index(definition).keys() as ReadonlySet<K>;
  }

  /** Tells of all objects of some kinds that are there, and from then on of those that come and go. */
  watch(
    kinds: readonly GroupKind[] | undefined,
    watch: (removed: readonly FleetObject[], added: readonly FleetObject[]) => void,
  ): void {
    this.#watchers.push({ kinds: kinds && new Set(kinds.map(kindName)), watch });
    watch([], [...this.#ofKinds(kinds)]);
  }

  #tell(gone: readonly FleetObject[], fresh: readonly FleetObject[]): void {
    if (gone.length === 0 && fresh.length === 0) return;
    const [goneByKind, freshByKind] = [groupBy(gone, kindName), groupBy(fresh, kindName)];
    for (const [kind, objects] of goneByKind) {
      for (const object of objects) this.#byKind.get(kind)?.delete(object);
    }
    for (const [kind, objects] of freshByKind) {
      const same = this.#byKind.get(kind) ?? new Set();
      this.#byKind.set(kind, same);
      for (const object of objects) same.add(object);
    }
    for (const { kinds, watch } of this.#watchers) {
      const out = kinds ? ofKinds(goneByKind, kinds) : gone;
      const into = kinds ? ofKinds(freshByKind, kinds) : fresh;
      if (out.length > 0 || into.length > 0) watch(out, into);
    }
  }

  #ofKinds(kinds: readonly GroupKind[] | undefined): Iterable<FleetObject> {
    if (!kinds) return this.#objects.keys();
    return kinds.flatMap((kind) => [...(this.#byKind.get(kindName(kind)) ?? [])]);
  }

  /** Made when first asked for. */
  #index<K>(definition: ObjectKeys<K>): KeyedLists<unknown, FleetObject> {
    let index = this.#indexes.get(definition);
    if (!index) {
      const made = new KeyedLists<unknown, FleetObject>(this.#engine.graph, indexLevel, inOrder);
      const { keysOf } = definition;
      this.watch(definition.kinds, (removed, added) => {
        for (const object of removed) for (const key of keysOf(object)) made.remove(key, object);
        for (const object of added) for (const key of keysOf(object)) made.add(key, object);
      });
      made.refresh();
      this.#indexes.set(definition, made);
      index = made;
    }
    return index;
  }
}

const indexLevel = levels.deliveries + 3;

interface ObjectWatcher {
  readonly kinds: ReadonlySet<string> | undefined;
  readonly watch: (removed: readonly FleetObject[], added: readonly FleetObject[]) => void;
}

function ofKinds(
  byKind: ReadonlyMap<string, readonly FleetObject[]>,
  kinds: ReadonlySet<string>,
): readonly FleetObject[] {
  return [...kinds].flatMap((kind) => byKind.get(kind) ?? []);
}

/** The order of all lists of objects: by where they are written, then by how they are delivered. */
export function inOrder(a: FleetObject, b: FleetObject): number {
  return (
    compareTexts(a.origin.file, b.origin.file) ||
    a.origin.index - b.origin.index ||
    compareDeliveries(a, b) ||
    compareTexts(known(a.namespace) ?? '', known(b.namespace) ?? '') ||
    compareTexts(known(a.name) ?? '', known(b.name) ?? '')
  );
}

function compareDeliveries(a: FleetObject, b: FleetObject): number {
  let [left, right] = [a.delivery, b.delivery];
  // What delivers itself has no end, and two that are the same need not be followed.
  for (let depth = 0; depth < deepestChain; depth++) {
    if (left.mode !== 'flux' || right.mode !== 'flux') break;
    if (left.by === right.by) return compareTexts(left.directory, right.directory);
    const [by, other] = [left.by, right.by];
    const order =
      compareTexts(by.origin.file, other.origin.file) ||
      by.origin.index - other.origin.index ||
      compareTexts(known(by.namespace) ?? '', known(other.namespace) ?? '') ||
      compareTexts(known(by.name) ?? '', known(other.name) ?? '');
    if (order !== 0) return order;
    [left, right] = [by.delivery, other.delivery];
  }
  return compareTexts(left.mode, right.mode) || compareTexts(directoryIn(left), directoryIn(right));
}

const deepestChain = 8;

function directoryIn(delivery: FleetObject['delivery']): string {
  return delivery.mode === 'declared' ? '' : delivery.directory;
}
