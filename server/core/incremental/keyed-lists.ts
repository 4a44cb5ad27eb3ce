import { Cell, type Graph, isRecording, type Task } from './graph.ts';
import { changedList, type Order } from './ordered-list.ts';

/**
 * Sorted lists by key that are kept up to date. Who reads the list of a key hears of changes to that one alone. Changes
 * are collected, and taken in all at once when their level has its turn or somebody reads.
 */
export class KeyedLists<K, T> implements Task {
  readonly level: number;
  readonly #graph: Graph;
  readonly #order: Order<T>;
  readonly #lists = new Map<K, readonly T[]>();
  readonly #cells = new Map<K, Cell<readonly T[]>>();
  readonly #keys: Cell<object>;
  #knownKeys: ReadonlySet<K> | undefined;
  /** How often each member comes, or goes if the number is negative, by key. */
  #pending = new Map<K, Map<T, number>>();

  constructor(graph: Graph, level: number, order: Order<T>) {
    this.level = level;
    this.#graph = graph;
    this.#order = order;
    this.#keys = new Cell(graph, {});
  }

  /** The members of a key. While something is being computed nothing may change under it: changes come in afterwards. */
  get(key: K): readonly T[] {
    if (!isRecording()) {
      this.refresh();
      return this.#lists.get(key) ?? none;
    }
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = new Cell(this.#graph, this.#lists.get(key) ?? none);
      this.#cells.set(key, cell);
    }
    return cell.read();
  }

  /** The keys that have members: another set whenever one comes or goes. */
  keys(): ReadonlySet<K> {
    if (!isRecording()) this.refresh();
    this.#keys.read();
    this.#knownKeys ??= new Set(this.#lists.keys());
    return this.#knownKeys;
  }

  remove(key: K, member: T): void {
    this.#count(key, member, -1);
  }

  add(key: K, member: T): void {
    this.#count(key, member, 1);
  }

  /** Takes in what was collected. */
  refresh(): void {
    if (this.#pending.size === 0) return;
    const pending = this.#pending;
    this.#pending = new Map();
    let hasOtherKeys = false;
    for (const [key, counts] of pending) {
      const { removed, added } = netOf(counts);
      if (removed.length === 0 && added.length === 0) continue;
      const before = this.#lists.get(key) ?? none;
      const list = changedList(before, removed, added, this.#order);
      if (list.length > 0) this.#lists.set(key, list);
      else this.#lists.delete(key);
      if ((before.length === 0) !== (list.length === 0)) hasOtherKeys = true;
      this.#tell(key, list);
    }
    if (!hasOtherKeys) return;
    this.#knownKeys = undefined;
    this.#keys.set({});
  }

  #count(key: K, member: T, by: number): void {
    if (this.#pending.size === 0) this.#graph.enqueue(this);
    let counts = this.#pending.get(key);
    if (!counts) {
      counts = new Map();
      this.#pending.set(key, counts);
    }
    counts.set(member, (counts.get(member) ?? 0) + by);
  }

  #tell(key: K, list: readonly T[]): void {
    const cell = this.#cells.get(key);
    cell?.set(list.length > 0 ? list : none);
    // Who is being computed now may have read it without being known as a reader yet.
    if (cell && !cell.isRead && !isRecording()) this.#cells.delete(key);
  }
}

/** What is left of members that came and went in the meantime. */
function netOf<T>(counts: ReadonlyMap<T, number>) {
  const [removed, added]: [T[], T[]] = [[], []];
  for (const [member, count] of counts) {
    for (let left = count; left < 0; left++) removed.push(member);
    for (let left = count; left > 0; left--) added.push(member);
  }
  return { removed, added };
}

const none: readonly never[] = [];
