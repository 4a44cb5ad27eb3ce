import type { Graph } from './graph.ts';
import { ReadKeys } from './read-keys.ts';

/** Values by key that are set from outside. Who reads one hears of changes to that one alone, its coming included. */
export class KeyedCells<K, V> {
  readonly #values = new Map<K, V>();
  readonly #read: ReadKeys<K, V | undefined>;

  constructor(graph: Graph) {
    this.#read = new ReadKeys(graph, (key) => this.#values.get(key));
  }

  get(key: K): V | undefined {
    return this.#read.read(key);
  }

  /** `undefined` takes a value away. */
  set(key: K, value: V | undefined): void {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    this.#read.tell(key);
  }
}
