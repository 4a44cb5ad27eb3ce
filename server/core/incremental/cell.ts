import type { Graph } from './graph.ts';
import { Node } from './node.ts';

/** A value that is set from outside. */
export class Cell<T> extends Node {
  #value: T;

  constructor(graph: Graph, value: T) {
    super(graph);
    this.#value = value;
  }

  read(): T {
    this.track();
    return this.#value;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    this.announce();
  }

  protected override compute(): void {}

  protected override doubted(): void {}
}
