import type { Graph } from './graph.ts';
import { current, doubtful, Node, stale } from './node.ts';
import type { Same } from './same.ts';

/** A value that would depend on itself. */
export class CycleError extends Error {
  constructor() {
    super('a value depends on itself');
  }
}

/** How values of one sort are found, each from a key of its own. It is shared by all of them. */
export interface Derivation<K, T> {
  readonly compute: (key: K) => T;
  readonly same?: Same<T> | undefined;
  /** Called when nobody reads the value of a key any more; without it, values are kept all the same. */
  readonly forget?: ((key: K) => void) | undefined;
}

/** A value that is computed when it is asked for, and again after something it read has changed. */
export class Memo<T, K = undefined> extends Node {
  readonly #derivation: Derivation<K, T>;
  readonly #key: K;
  #value: T | undefined;
  #fault: { readonly error: unknown } | undefined;
  #isVisited = false;
  #isSet = false;

  constructor(graph: Graph, derivation: Derivation<K, T>, key: K) {
    super(graph);
    this.#derivation = derivation;
    this.#key = key;
    this.state = stale;
  }

  /** Throws what the computation throws. */
  read(): T {
    this.refresh();
    this.track();
    if (this.#fault) throw this.#fault.error;
    return this.#value as T;
  }

  dispose(): void {
    this.release();
    this.#derivation.forget?.(this.#key);
    this.state = stale;
  }

  get #isKept(): boolean {
    return this.isRead || !this.#derivation.forget;
  }

  override get isBusy(): boolean {
    return this.#isVisited;
  }

  /** Throws a `CycleError` where the value is asked for while it is being found. */
  override refresh(): void {
    if (this.state === current && !this.#isVisited) return;
    if (this.#isVisited) throw new CycleError();
    this.#isVisited = true;
    try {
      super.refresh();
    } finally {
      this.#isVisited = false;
    }
  }

  protected override compute(): void {
    const { compute, same = Object.is } = this.#derivation;
    let hasChanged = !this.#isSet || this.#fault !== undefined;
    try {
      const value = this.recording(compute, this.#key);
      this.#fault = undefined;
      hasChanged ||= !same(this.#value as T, value);
      if (hasChanged) this.#value = value;
      this.#isSet = true;
    } catch (error) {
      this.#fault = { error };
      hasChanged = true;
    }
    if (hasChanged) this.announce();
  }

  protected override doubted(): void {
    if (!this.#isKept) this.graph.noteUnread(this);
    this.tell(doubtful);
  }

  protected override dropReader(reader: Node): void {
    super.dropReader(reader);
    if (!this.#isKept) this.graph.noteUnread(this);
  }
}
