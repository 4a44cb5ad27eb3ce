import type { Graph } from './graph.ts';
import { current, doubtful, Node, stale } from './node.ts';
import type { Same } from './same.ts';

/** A value that would depend on itself. */
export class CycleError extends Error {
  constructor() {
    super('a value depends on itself');
  }
}

/** A value that is computed when it is asked for, and again after something it read has changed. */
export class Memo<T> extends Node {
  readonly #compute: () => T;
  readonly #same: Same<T>;
  readonly #forget: (() => void) | undefined;
  #value: T | undefined;
  #fault: { readonly error: unknown } | undefined;
  #isVisited = false;
  #isSet = false;

  /** `forget` is called when nobody reads the value any more; without it, the value is kept all the same. */
  constructor(graph: Graph, compute: () => T, same: Same<T> = Object.is, forget?: () => void) {
    super(graph);
    this.#compute = compute;
    this.#same = same;
    this.#forget = forget;
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
    this.#forget?.();
    this.state = stale;
  }

  get #isKept(): boolean {
    return this.isRead || !this.#forget;
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
    const [before, hadFault] = [this.#value, this.#fault];
    let hasChanged = !this.#isSet || hadFault !== undefined;
    try {
      const value = this.recording(this.#compute);
      this.#fault = undefined;
      hasChanged ||= !this.#same(before as T, value);
      if (hasChanged) this.#value = value;
      this.#isSet = true;
    } catch (error) {
      this.#fault = { error };
      hasChanged = true;
    }
    if (hasChanged) this.announce();
  }

  protected override doubted(): void {
    if (!this.#isKept) this.graph.noteUnread(this as Memo<unknown>);
    this.tell(doubtful);
  }

  protected override dropReader(reader: Node): void {
    super.dropReader(reader);
    if (!this.#isKept) this.graph.noteUnread(this as Memo<unknown>);
  }
}
