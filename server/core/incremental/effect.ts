import type { Graph, Task } from './graph.ts';
import { Node, stale } from './node.ts';
import type { Same } from './same.ts';

/** What is to be done of one sort, each time for a key of its own. It is shared by all effects that do it. */
export interface Work<K, T> {
  readonly level: number;
  /** Says what follows from what it reads. */
  readonly compute: (key: K) => T;
  /** Hands that on, and gets `undefined` when the effect ends or fails. */
  readonly apply: (value: T | undefined, before: T | undefined, key: K) => void;
  readonly same?: Same<T> | undefined;
}

/** Something that is done again whenever what it read has changed. */
export class Effect<T, K = undefined> extends Node implements Task {
  readonly #work: Work<K, T>;
  readonly #key: K;
  #value: T | undefined;
  #isDisposed = false;
  #isWaiting = false;

  constructor(graph: Graph, work: Work<K, T>, key: K) {
    super(graph);
    this.#work = work;
    this.#key = key;
    this.state = stale;
    this.#wait();
  }

  get level(): number {
    return this.#work.level;
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
    if (before !== undefined) this.#work.apply(undefined, before, this.#key);
  }

  protected override compute(): void {
    const { compute, apply, same = Object.is } = this.#work;
    const before = this.#value;
    let value: T | undefined;
    try {
      value = this.recording(compute, this.#key);
      this.graph.noteFault(this, undefined);
    } catch (error) {
      this.graph.noteFault(this, error);
    }
    if (before !== undefined && value !== undefined && same(before, value)) return;
    this.#value = value;
    if (before !== undefined || value !== undefined) apply(value, before, this.#key);
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
