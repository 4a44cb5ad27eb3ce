import { Cell } from './cell.ts';
import type { Graph } from './graph.ts';
import { isRecording } from './node.ts';

/** The keys of something that somebody reads: a cell for each of them, and none for the others. */
export class ReadKeys<K, V> {
  readonly #graph: Graph;
  readonly #valueNow: (key: K) => V;
  readonly #cells = new Map<K, Cell<V>>();

  /** `valueNow` gives the present value of a key. */
  constructor(graph: Graph, valueNow: (key: K) => V) {
    this.#graph = graph;
    this.#valueNow = valueNow;
  }

  /** The value of a key; whoever is being computed hears when it changes. */
  read(key: K): V {
    if (!isRecording()) return this.#valueNow(key);
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = new Cell(this.#graph, this.#valueNow(key));
      this.#cells.set(key, cell);
    }
    return cell.read();
  }

  /** Tells those who read a key that its value is another one. */
  tell(key: K): void {
    const cell = this.#cells.get(key);
    if (!cell) return;
    cell.set(this.#valueNow(key));
    // Who is being computed now may have read it without being known as a reader yet.
    if (!cell.isRead && !isRecording()) this.#cells.delete(key);
  }
}
