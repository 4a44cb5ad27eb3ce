/**
 * Recorded reads. A node keeps what it computed together with the nodes it read on the way; a change makes stale only
 * those that read what changed, and those that read them, as far as values really differ. Nothing else runs again.
 *
 * There are three kinds: a `Cell` holds what comes from outside, a `Memo` computes a value when somebody asks, and an
 * `Effect` computes as soon as `settle` runs and hands its value on, usually into cells. Effects run by level, lowest
 * first; where one of a higher level was too early, what it read has changed and it runs again, so the order decides
 * about time and never about results.
 */

import { sameList } from './same.ts';

type State = 0 | 1 | 2;
/** The value holds. */
const current: State = 0;
/** Something that was read has been called into doubt: ask it before computing again. */
const doubtful: State = 1;
/** Something that was read is different. */
const stale: State = 2;

/** What is being computed right now, in whatever graph. */
let active: Node | undefined;
let reads: Node[] = [];
let lastStamp = 0;

/** A value that would depend on itself. */
export class CycleError extends Error {
  constructor() {
    super('a value depends on itself');
  }
}

/** Tells equal values apart from changed ones. */
export type Same<T> = (a: T, b: T) => boolean;

/** Counts since the graph was made. */
export interface GraphCounters {
  /** Computations of memos and effects. */
  computed: number;
  /** Nodes that are kept. */
  nodes: number;
}

/** Something that waits for its turn. */
export interface Task {
  readonly level: number;
  refresh(): void;
}

/** The nodes that depend on each other. */
export class Graph {
  readonly counters: GraphCounters = { computed: 0, nodes: 0 };
  readonly #queues: Task[][] = [];
  readonly #unread = new Set<Memo<unknown>>();
  readonly #faults = new Map<Node, unknown>();
  #isBroken = false;

  /**
   * Runs all effects that have something to do; false if it was interrupted, to be called again. Throws what an effect
   * threw, for as long as that effect fails.
   */
  settle(isInterrupted: () => boolean = never): boolean {
    for (let level = 0; level < this.#queues.length; ) {
      const task = this.#queues[level]?.pop();
      if (!task) {
        level++;
        continue;
      }
      this.#run(task);
      // What it changed may be of a lower level.
      level = 0;
      if (isInterrupted()) return false;
    }
    this.#sweep();
    for (const fault of this.#faults.values()) throw fault;
    return true;
  }

  /** True once a task was not brought to its end by a fault of ours: what it was about to do is lost. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  #run(task: Task): void {
    try {
      task.refresh();
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  /** True if something is waiting to run. */
  get isUnsettled(): boolean {
    return this.#queues.some((queue) => queue.length > 0);
  }

  /** Lets a task run when its level is settled next. */
  enqueue(task: Task): void {
    const queue = this.#queues[task.level];
    if (queue) queue.push(task);
    else {
      while (this.#queues.length <= task.level) this.#queues.push([]);
      this.#queues[task.level]?.push(task);
    }
  }

  noteUnread(memo: Memo<unknown>): void {
    this.#unread.add(memo);
  }

  noteFault(node: Node, fault: unknown): void {
    if (fault === undefined) this.#faults.delete(node);
    else this.#faults.set(node, fault);
  }

  /** Lets go of what nobody reads any more. */
  #sweep(): void {
    for (const memo of this.#unread) {
      this.#unread.delete(memo);
      if (!memo.isRead) memo.dispose();
    }
  }
}

function never(): boolean {
  return false;
}

abstract class Node {
  readonly graph: Graph;
  state: State = current;
  /** Most nodes have one reader; only more of them make up a set. */
  readers: Node | Set<Node> | undefined;
  sources: readonly Node[] = none;
  /** The computation that read it last; spares most second entries. */
  stamp = 0;

  constructor(graph: Graph) {
    this.graph = graph;
    graph.counters.nodes++;
  }

  get isRead(): boolean {
    return this.readers !== undefined;
  }

  /** True while its value is being found. */
  get isBusy(): boolean {
    return false;
  }

  /** Called when something that was read is in doubt, or changed. */
  invalidate(state: State): void {
    const before = this.state;
    if (state > before) this.state = state;
    if (before === current) this.doubted();
  }

  /** Brings the value up to date. */
  refresh(): void {
    if (this.state === doubtful) {
      for (const source of this.sources) {
        // What it read before may be what asks now; whether it reads that again only a new computation can tell.
        if (source.isBusy) this.state = stale;
        else source.refresh();
        if ((this.state as State) === stale) break;
      }
    }
    if (this.state === stale) this.compute();
    else this.state = current;
  }

  /** Computes again; what was read on the way may have told this node that it is stale, which it no longer is. */
  protected abstract compute(): void;
  protected abstract doubted(): void;

  /** Notes down that whoever is being computed has read this. */
  protected track(): void {
    if (!active || this.stamp === lastStamp) return;
    this.stamp = lastStamp;
    reads.push(this);
  }

  /** Tells the readers that the value is another one. */
  protected announce(): void {
    this.tell(stale);
  }

  /** Runs a computation and keeps what it reads. */
  protected recording<T>(run: () => T): T {
    const [outer, outerReads, outerStamp] = [active, reads, lastStamp];
    active = this;
    reads = [];
    lastStamp = nextStamp();
    this.graph.counters.computed++;
    try {
      return run();
    } finally {
      const fresh = reads;
      this.state = current;
      active = outer;
      reads = outerReads;
      lastStamp = outerStamp;
      this.#replaceSources(fresh);
    }
  }

  /** Stops listening to whatever was read. */
  protected release(): void {
    for (const source of this.sources) source.dropReader(this);
    this.sources = none;
    this.graph.counters.nodes--;
  }

  protected tell(state: State): void {
    if (this.readers instanceof Set) for (const reader of this.readers) reader.invalidate(state);
    else this.readers?.invalidate(state);
  }

  protected addReader(reader: Node): void {
    if (this.readers instanceof Set) this.readers.add(reader);
    else if (!this.readers) this.readers = reader;
    else if (this.readers !== reader) this.readers = new Set([this.readers, reader]);
  }

  protected dropReader(reader: Node): void {
    if (this.readers === reader) this.readers = undefined;
    else if (this.readers instanceof Set && this.readers.delete(reader)) {
      if (this.readers.size === 0) this.readers = undefined;
    }
  }

  #replaceSources(fresh: Node[]): void {
    const before = this.sources;
    if (sameList(before, fresh)) return;
    const stamp = nextStamp();
    let kept = 0;
    for (const source of fresh) {
      if (source.stamp === stamp) continue;
      source.stamp = stamp;
      source.addReader(this);
      fresh[kept++] = source;
    }
    fresh.length = kept;
    this.sources = fresh;
    for (const source of before) if (source.stamp !== stamp) source.dropReader(this);
  }
}

const none: readonly Node[] = [];

let stamps = 0;

function nextStamp(): number {
  return ++stamps;
}

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

/** True while something is being computed, so that reads are recorded. */
export function isRecording(): boolean {
  return active !== undefined;
}
