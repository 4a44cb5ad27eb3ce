import type { Graph, Task } from './graph.ts';
import { Node, stale } from './node.ts';
import type { Same } from './same.ts';

/** Something that is done again whenever what it read has changed. */
export class Effect<T> extends Node implements Task {
  readonly level: number;
  readonly #compute: () => T;
  readonly #apply: (value: T | undefined, before: T | undefined) => void;
  readonly #same: Same<T>;
  #value: T | undefined;
  #isDisposed = false;
  #isWaiting = false;

  /**
   * `compute` says what follows from what it reads; `apply` hands that on, and gets `undefined` when the effect ends or
   * fails.
   */
  constructor(
    graph: Graph,
    level: number,
    compute: () => T,
    apply: (value: T | undefined, before: T | undefined) => void,
    same: Same<T> = Object.is,
  ) {
    super(graph);
    this.level = level;
    this.#compute = compute;
    this.#apply = apply;
    this.#same = same;
    this.state = stale;
    this.#wait();
  }

  override refresh(): void {
    this.#isWaiting = false;
    if (!this.#isDisposed) super.refresh();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.release();
    this.graph.noteFault(this, undefined);
    const before = this.#value;
    this.#value = undefined;
    if (before !== undefined) this.#apply(undefined, before);
  }

  protected override compute(): void {
    const before = this.#value;
    let value: T | undefined;
    try {
      value = this.recording(this.#compute);
      this.graph.noteFault(this, undefined);
    } catch (error) {
      this.graph.noteFault(this, error);
    }
    if (before !== undefined && value !== undefined && this.#same(before, value)) return;
    this.#value = value;
    if (before !== undefined || value !== undefined) this.#apply(value, before);
  }

  protected override doubted(): void {
    this.#wait();
  }

  #wait(): void {
    if (this.#isWaiting || this.#isDisposed) return;
    this.#isWaiting = true;
    this.graph.enqueue(this);
  }
}
