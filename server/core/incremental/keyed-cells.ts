import { Cell, type Graph, isRecording } from './graph.ts';

/** Values by key that are set from outside. Who reads one hears of changes to that one alone, its coming included. */
export class KeyedCells<K, V> {
  readonly #graph: Graph;
  readonly #cells = new Map<K, Cell<V | undefined>>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  get(key: K): V | undefined {
    const known = this.#cells.get(key);
    if (known || !isRecording()) return known?.read();
    const cell = new Cell<V | undefined>(this.#graph, undefined);
    this.#cells.set(key, cell);
    return cell.read();
  }

  /** `undefined` takes a value away. */
  set(key: K, value: V | undefined): void {
    const known = this.#cells.get(key);
    if (known) known.set(value);
    else if (value !== undefined) this.#cells.set(key, new Cell<V | undefined>(this.#graph, value));
    if (value === undefined && known && !known.isRead) this.#cells.delete(key);
  }
}
