import { Cell } from '../incremental/cell.ts';
import { Effect } from '../incremental/effect.ts';
import { Graph, type GraphCounters } from '../incremental/graph.ts';
import { type Derivation, Memo } from '../incremental/memo.ts';
import { isRecording } from '../incremental/node.ts';
import type { Same } from '../incremental/same.ts';
import type { FilePath } from '../text/span.ts';
import { DirectoryTable } from './directory-table.ts';
import type { FileFacts } from './file-facts.ts';
import type { DirectoryPath } from './path.ts';
import { RecordedMap } from './recorded-map.ts';
import type { Directory, FileChanges, Snapshot } from './snapshot.ts';

/**
 * Everything that was computed for one workspace, and from what. It follows the snapshots of its workspace: whatever
 * they have in common is not computed again. From scratch is the same code, with an engine that knows nothing yet.
 */
export class Engine {
  readonly graph = new Graph();
  /** The snapshot as computations see it: always the newest one, and every read of it is recorded. */
  readonly view: Snapshot;
  readonly directories: ReadonlyMap<DirectoryPath, Directory>;
  readonly #files: RecordedMap<FilePath, FileFacts>;
  readonly #directories: RecordedMap<DirectoryPath, Directory>;
  readonly #directoryTable = new DirectoryTable();
  readonly #families = new Map<unknown, Family>();
  readonly #services = new Map<unknown, Map<unknown, unknown>>();
  readonly #settledCells = new Map<unknown, Cell<unknown>>();
  readonly #watchers: ((changes: FileChanges) => void)[] = [];
  readonly #now: { readonly [K in 'settings' | 'checkout']: Cell<Snapshot[K]> };
  #snapshot: Snapshot;
  #isSettling = false;
  #factsRead: number;

  constructor(snapshot: Snapshot) {
    const { graph } = this;
    this.#snapshot = snapshot;
    this.#factsRead = snapshot.files.size;
    this.#files = new RecordedMap(graph, () => this.#snapshot.files);
    this.#directories = new RecordedMap(graph, () => this.#directoryTable.directories);
    this.directories = this.#directories;
    this.#now = {
      settings: new Cell(graph, snapshot.settings),
      checkout: new Cell(graph, snapshot.checkout),
    };
    this.#directoryTable.update(snapshot.files);
    this.view = new RecordedSnapshot(this, this.#files, this.#now);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** How many texts were taken in. */
  get factsRead(): number {
    return this.#factsRead;
  }

  get counters(): GraphCounters {
    return this.graph.counters;
  }

  /** Goes on to the next snapshot, which differs by some files at most. */
  moveTo(snapshot: Snapshot, changes: FileChanges): void {
    const before = this.#snapshot.files;
    const isOther = (file: FilePath) => before.has(file) !== snapshot.files.has(file);
    const hasNewLayout = [...changes.keys()].some(isOther);
    this.#snapshot = snapshot;
    for (const facts of changes.values()) if (facts) this.#factsRead++;
    this.#now.settings.set(snapshot.settings);
    this.#now.checkout.set(snapshot.checkout);
    this.#files.update(changes.keys(), hasNewLayout);
    if (hasNewLayout) this.#directories.update(this.#directoryTable.update(changes), true);
    for (const watcher of this.#watchers) watcher(changes);
  }

  /** Does what is to be done after a change; false if it was interrupted. */
  settle(isInterrupted?: () => boolean): boolean {
    if (this.#isSettling || isRecording()) return true;
    return this.settling((graph) => graph.settle(isInterrupted));
  }

  /** Lets somebody choose what is done first; nothing else is settled meanwhile. */
  settling<T>(work: (graph: Graph) => T): T {
    const wasSettling = this.#isSettling;
    this.#isSettling = true;
    try {
      return work(this.graph);
    } finally {
      this.#isSettling = wasSettling;
    }
  }

  derive<T>(compute: (snapshot: Snapshot) => T, same?: Same<T>): T {
    return this.deriveFor(compute, undefined, same);
  }

  deriveFor<K, T>(
    compute: (snapshot: Snapshot, key: K) => T,
    key: K,
    same?: Same<T>,
    id: unknown = key,
  ): T {
    // What is being computed sees things as they are now.
    if (isRecording()) return this.#memo(compute, key, same, id).read();
    return this.#settled(() => this.#memo(compute, key, same, id).read());
  }

  /** What `settled` reads. */
  settled<T>(compute: (snapshot: Snapshot) => T, level: number, same?: Same<T>): T {
    let cell = this.#settledCells.get(compute) as Cell<T> | undefined;
    if (!cell) {
      const made = new Cell<T>(this.graph, undefined as T);
      const find = () => ({ value: compute(this.view) });
      const take = (now: { readonly value: T } | undefined) => now && made.set(now.value);
      const isSame: Same<{ readonly value: T }> = (a, b) => (same ?? Object.is)(a.value, b.value);
      this.#settledCells.set(compute, made as Cell<unknown>);
      const work = { level, compute: find, apply: take, same: isSame };
      new Effect(this.graph, work, undefined).refresh();
      cell = made;
    }
    const known = cell;
    return this.#settled(() => known.read());
  }

  /**
   * Something that lives as long as the engine, such as an index that is kept up to date; made when first asked for. What
   * is made of a definition is there once for each of them.
   */
  service<T>(make: (engine: Engine) => T): T;
  service<D, T>(make: (engine: Engine, definition: D) => T, definition: D): T;
  service<D, T>(make: (engine: Engine, definition?: D) => T, definition?: D): T {
    const known = this.#services.get(make)?.get(definition);
    if (known !== undefined) return known as T;
    const service = this.begun(make, definition);
    this.settle();
    return service;
  }

  /**
   * The same, but what it has to do to begin with is left to whoever settles. What it needs of others is begun as well, and
   * done together with it.
   */
  begun<D, T>(make: (engine: Engine, definition: D) => T, definition: D): T {
    let made = this.#services.get(make);
    if (!made) {
      made = new Map();
      this.#services.set(make, made);
    }
    if (!made.has(definition))
      made.set(
        definition,
        this.settling(() => make(this, definition)),
      );
    return made.get(definition) as T;
  }

  /** Calls `watch` with all files now, and with those that changed after each change. */
  watchFiles(watch: (changes: FileChanges) => void): void {
    this.#watchers.push(watch);
    watch(this.#snapshot.files);
  }

  /** What is read before it is known that it has to be kept up to date is read once more afterwards. */
  #settled<T>(read: () => T): T {
    let value = read();
    while (!this.#isSettling && !isRecording() && this.graph.isUnsettled) {
      this.settle();
      value = read();
    }
    return value;
  }

  #memo<K, T>(
    compute: (snapshot: Snapshot, key: K) => T,
    key: K,
    same: Same<T> | undefined,
    id: unknown,
  ): Memo<T, K> {
    let family = this.#families.get(compute) as Family<K, T> | undefined;
    if (!family) {
      family = this.#familyOf(compute, key, same);
      this.#families.set(compute, family as Family);
    }
    const { memos, derivation } = family;
    let memo = memos.get(id);
    if (!memo) {
      // What is known by something else than its key is forgotten by that.
      const own = id === key ? derivation : { ...derivation, forget: () => memos.delete(id) };
      memo = new Memo(this.graph, own, key);
      memos.set(id, memo);
    }
    return memo;
  }

  #familyOf<K, T>(
    compute: (snapshot: Snapshot, key: K) => T,
    first: K,
    same: Same<T> | undefined,
  ): Family<K, T> {
    const { view } = this;
    const memos = new Map<unknown, Memo<T, K>>();
    // What is asked about the workspace as a whole is kept even where nobody has asked for it lately.
    const forget = first === undefined ? undefined : (key: K) => memos.delete(key);
    return { memos, derivation: { compute: (key) => compute(view, key), same, forget } };
  }
}

/** What one function was asked about, and the answers. */
interface Family<K = unknown, T = unknown> {
  readonly memos: Map<unknown, Memo<T, K>>;
  readonly derivation: Derivation<K, T>;
}

/** Reads of it are recorded; it never grows old. */
class RecordedSnapshot implements Snapshot {
  readonly engine: Engine;
  readonly files: ReadonlyMap<FilePath, FileFacts>;
  readonly #now: { readonly [K in 'settings' | 'checkout']: Cell<Snapshot[K]> };

  constructor(
    engine: Engine,
    files: ReadonlyMap<FilePath, FileFacts>,
    now: { readonly [K in 'settings' | 'checkout']: Cell<Snapshot[K]> },
  ) {
    this.engine = engine;
    this.files = files;
    this.#now = now;
  }

  get revision() {
    return this.engine.snapshot.revision;
  }

  get settings() {
    return this.#now.settings.read();
  }

  get checkout() {
    return this.#now.checkout.read();
  }
}

/** Snapshots that follow each other, and the engine that follows them. */
interface Lineage {
  newest: Snapshot;
  engine: Engine | undefined;
  /** What changed since the engine looked. */
  pending: Map<FilePath, FileFacts | undefined>;
}

const lineages = new WeakMap<Snapshot, Lineage>();
const detached = new WeakMap<Snapshot, Engine>();

/** Lets what was computed for one snapshot be used for the next one. */
export function succeed(before: Snapshot, after: Snapshot, changes: FileChanges): void {
  const lineage = lineages.get(before) ?? { newest: before, engine: undefined, pending: new Map() };
  if (lineage.newest !== before) return;
  lineages.set(after, lineage);
  lineage.newest = after;
  if (lineage.engine) for (const [file, facts] of changes) lineage.pending.set(file, facts);
}

/**
 * The engine that knows a snapshot. Once there is a newer one, the engine belongs to that: whoever comes back to an old
 * snapshot starts from scratch.
 */
export function engineOf(snapshot: Snapshot): Engine {
  if (snapshot instanceof RecordedSnapshot) return snapshot.engine;
  const engine = engineFor(snapshot);
  engine.settle();
  return engine;
}

/** The engine that knows a snapshot, or will do so once somebody has settled it. */
export function unsettledEngineOf(snapshot: Snapshot): Engine {
  return engineFor(snapshot);
}

function engineFor(snapshot: Snapshot): Engine {
  const lineage = lineages.get(snapshot);
  if (lineage?.newest !== snapshot) {
    const engine = detached.get(snapshot) ?? new Engine(snapshot);
    detached.set(snapshot, engine);
    return engine;
  }
  // After a fault of ours nobody knows what is still right: it begins from scratch.
  if (!lineage.engine || lineage.engine.graph.isBroken) lineage.engine = new Engine(snapshot);
  const { engine, pending } = lineage;
  if (engine.snapshot !== snapshot) {
    lineage.pending = new Map();
    engine.moveTo(snapshot, pending);
  }
  return engine;
}
