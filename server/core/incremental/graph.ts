/**
 * Recorded reads. A node keeps what it computed together with the nodes it read on the way; a change makes stale only
 * those that read what changed, and those that read them, as far as values really differ. Nothing else runs again.
 *
 * There are three kinds: a `Cell` holds what comes from outside, a `Memo` computes a value when somebody asks, and an
 * `Effect` computes as soon as `settle` runs and hands its value on, usually into cells. Effects run by level, lowest
 * first; where one of a higher level was too early, what it read has changed and it runs again, so the order decides
 * about time and never about results.
 */

import type { Node } from './node.ts';

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

/** A value that can be computed again, should anybody ask. */
interface Droppable {
  readonly isRead: boolean;
  dispose(): void;
}

/** The nodes that depend on each other. */
export class Graph {
  readonly counters: GraphCounters = { computed: 0, nodes: 0 };
  readonly #queues: Task[][] = [];
  /** No task waits at a lower level. */
  #lowest = 0;
  readonly #unread = new Set<Droppable>();
  readonly #faults = new Map<Node, unknown>();
  #isBroken = false;

  /**
   * Runs all effects that have something to do; false if it was interrupted, to be called again. Throws what an effect
   * threw, for as long as that effect fails.
   */
  settle(isInterrupted: () => boolean = never): boolean {
    if (!this.settleBelow(everyLevel, isInterrupted)) return false;
    this.#sweep();
    for (const fault of this.#faults.values()) throw fault;
    return true;
  }

  /** Runs those effects only that are below a level; false if it was interrupted. */
  settleBelow(level: number, isInterrupted: () => boolean): boolean {
    for (let task = this.#next(level); task; task = this.#next(level)) {
      this.run(task);
      if (isInterrupted()) return false;
    }
    return true;
  }

  /** True if nothing waits below a level. */
  isSettledBelow(level: number): boolean {
    return this.#queues.slice(0, level).every((queue) => queue.length === 0);
  }

  /** True once a task was not brought to its end by a fault of ours: what it was about to do is lost. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The task to be done next. What was done before may have called for one of a lower level. */
  #next(level: number): Task | undefined {
    for (; this.#lowest < Math.min(level, this.#queues.length); this.#lowest++) {
      const task = this.#queues[this.#lowest]?.pop();
      if (task) return task;
    }
    return undefined;
  }

  /** Runs a task, be it its turn or not. */
  run(task: Task): void {
    try {
      task.refresh();
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  /** True if something is waiting to run. */
  get isUnsettled(): boolean {
    return !this.isSettledBelow(everyLevel);
  }

  /** Lets a task run when its level is settled next. */
  enqueue(task: Task): void {
    this.#lowest = Math.min(this.#lowest, task.level);
    const queue = this.#queues[task.level];
    if (queue) queue.push(task);
    else {
      while (this.#queues.length <= task.level) this.#queues.push([]);
      this.#queues[task.level]?.push(task);
    }
  }

  noteUnread(memo: Droppable): void {
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

const everyLevel = Number.POSITIVE_INFINITY;

function never(): boolean {
  return false;
}
