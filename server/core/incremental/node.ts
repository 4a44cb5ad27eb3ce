import type { Graph } from './graph.ts';
import { type Readers, withoutReader, withReader } from './readers.ts';
import { sameList } from './same.ts';

export type State = 0 | 1 | 2;
/** The value holds. */
export const current: State = 0;
/** Something that was read has been called into doubt: ask it before computing again. */
export const doubtful: State = 1;
/** Something that was read is different. */
export const stale: State = 2;

/** What is being computed right now, in whatever graph. */
let active: Node | undefined;
/** What was read so far by what is being computed, and before it by those who wait for that. */
const reads: Node[] = [];
let lastStamp = 0;

/** True while something is being computed, so that reads are recorded. */
export function isRecording(): boolean {
  return active !== undefined;
}

/** Something that reads or is read. */
export abstract class Node {
  readonly graph: Graph;
  state: State = current;
  readers: Readers;
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
  protected recording<K, T>(run: (key: K) => T, key: K): T {
    const outer = active;
    const outerStamp = lastStamp;
    const start = reads.length;
    active = this;
    lastStamp = nextStamp();
    this.graph.counters.computed++;
    try {
      return run(key);
    } finally {
      // A slice takes up no more than it holds, unlike a list that has grown.
      const fresh = reads.slice(start);
      reads.length = start;
      this.state = current;
      active = outer;
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
    const { readers } = this;
    if (!readers) return;
    if (readers instanceof Node) readers.invalidate(state);
    else for (const reader of readers) reader.invalidate(state);
  }

  protected addReader(reader: Node): void {
    this.readers = withReader(this.readers, reader);
  }

  protected dropReader(reader: Node): void {
    this.readers = withoutReader(this.readers, reader);
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
    this.sources = kept < fresh.length ? fresh.slice(0, kept) : fresh;
    for (const source of before) if (source.stamp !== stamp) source.dropReader(this);
  }
}

const none: readonly Node[] = [];

let stamps = 0;

function nextStamp(): number {
  return ++stamps;
}
