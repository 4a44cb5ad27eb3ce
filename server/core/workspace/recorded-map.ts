import { Cell, type Graph, isRecording } from '../incremental/graph.ts';

/** A map whose reads are recorded key by key, misses included. */
export class RecordedMap<K, V extends object> implements ReadonlyMap<K, V> {
  readonly #graph: Graph;
  readonly #now: () => ReadonlyMap<K, V>;
  readonly #cells = new Map<K, Cell<V | undefined>>();
  /** Stands for the set of keys. */
  readonly #keys: Cell<object>;
  /** Stands for all values. */
  readonly #all: Cell<object>;

  /** `now` gives the present content. */
  constructor(graph: Graph, now: () => ReadonlyMap<K, V>) {
    this.#graph = graph;
    this.#now = now;
    this.#keys = new Cell(graph, {});
    this.#all = new Cell(graph, {});
  }

  /** Takes note of what is different from before. */
  update(keys: Iterable<K>, hasOtherKeys: boolean): void {
    const now = this.#now();
    for (const key of keys) {
      const cell = this.#cells.get(key);
      if (!cell) continue;
      if (cell.isRead) cell.set(now.get(key));
      else this.#cells.delete(key);
    }
    this.#all.set({});
    if (hasOtherKeys) this.#keys.set({});
  }

  get(key: K): V | undefined {
    if (!isRecording()) return this.#now().get(key);
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = new Cell(this.#graph, this.#now().get(key));
      this.#cells.set(key, cell);
    }
    return cell.read();
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
