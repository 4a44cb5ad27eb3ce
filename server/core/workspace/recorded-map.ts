import { Cell } from '../incremental/cell.ts';
import type { Graph } from '../incremental/graph.ts';
import { ReadKeys } from '../incremental/read-keys.ts';

/** A map whose reads are recorded key by key, misses included. */
export class RecordedMap<K, V extends object> implements ReadonlyMap<K, V> {
  readonly #now: () => ReadonlyMap<K, V>;
  readonly #read: ReadKeys<K, V | undefined>;
  /** Stands for the set of keys. */
  readonly #keys: Cell<object>;
  /** Stands for all values. */
  readonly #all: Cell<object>;

  /** `now` gives the present content. */
  constructor(graph: Graph, now: () => ReadonlyMap<K, V>) {
    this.#now = now;
    this.#read = new ReadKeys(graph, (key) => now().get(key));
    this.#keys = new Cell(graph, {});
    this.#all = new Cell(graph, {});
  }

  /** Takes note of what is different from before. */
  update(keys: Iterable<K>, hasOtherKeys: boolean): void {
    for (const key of keys) this.#read.tell(key);
    this.#all.set({});
    if (hasOtherKeys) this.#keys.set({});
  }

  get(key: K): V | undefined {
    return this.#read.read(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    this.#keys.read();
    return this.#now().size;
  }

  keys(): MapIterator<K> {
    this.#keys.read();
    return this.#now().keys();
  }

  values(): MapIterator<V> {
    this.#all.read();
    return this.#now().values();
  }

  entries(): MapIterator<[K, V]> {
    this.#all.read();
    return this.#now().entries();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
