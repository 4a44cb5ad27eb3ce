import { Cell } from './cell.ts';
import type { Graph, Task } from './graph.ts';
import { netOf } from './net.ts';
import { isRecording } from './node.ts';
import { changedList, type Order } from './ordered-list.ts';
import { ReadKeys } from './read-keys.ts';

/**
 * Sorted lists by key that are kept up to date. Who reads the list of a key hears of changes to that one alone. Changes
 * are collected, and taken in all at once when their level has its turn or somebody reads
 * who is not being computed.
 */
export class KeyedLists<K, T> implements Task {
  readonly level: number;
  readonly #graph: Graph;
  readonly #order: Order<T>;
  readonly #lists = new Map<K, readonly T[]>();
  readonly #read: ReadKeys<K, readonly T[]>;
  readonly #keys: Cell<object>;
  #knownKeys: ReadonlySet<K> | undefined;
  /** What came and went, by key. */
  #pending = new Map<K, Pending<T>>();

  constructor(graph: Graph, level: number, order: Order<T>) {
    this.level = level;
    this.#graph = graph;
    this.#order = order;
    this.#read = new ReadKeys(graph, (key) => this.#lists.get(key) ?? none);
    this.#keys = new Cell(graph, {});
  }

  /** The members of a key. While something is being computed nothing may change under it: changes come in afterwards. */
  get(key: K): readonly T[] {
    if (!isRecording()) this.refresh();
    return this.#read.read(key);
  }

  /** The keys that have members: another set whenever one comes or goes. */
  keys(): ReadonlySet<K> {
    if (!isRecording()) this.refresh();
    this.#keys.read();
    this.#knownKeys ??= new Set(this.#lists.keys());
    return this.#knownKeys;
  }

  remove(key: K, member: T): void {
    const pending = this.#pendingOf(key);
    if (pending.removed) pending.removed.push(member);
    else pending.removed = [member];
  }

  add(key: K, member: T): void {
    const pending = this.#pendingOf(key);
    if (pending.added) pending.added.push(member);
    else pending.added = [member];
  }

  /** Takes in what was collected. */
  refresh(): void {
    if (this.#pending.size === 0) return;
    const pending = this.#pending;
    this.#pending = new Map();
    let hasOtherKeys = false;
    for (const [key, changes] of pending) {
      const { removed, added } = differenceIn(changes);
      if (removed.length === 0 && added.length === 0) continue;
      const before = this.#lists.get(key) ?? none;
      const list = changedList(before, removed, added, this.#order);
      if (list.length > 0) this.#lists.set(key, list);
      else this.#lists.delete(key);
      if ((before.length === 0) !== (list.length === 0)) hasOtherKeys = true;
      this.#read.tell(key);
    }
    if (!hasOtherKeys) return;
    this.#knownKeys = undefined;
    this.#keys.set({});
  }

  #pendingOf(key: K): Pending<T> {
    if (this.#pending.size === 0) this.#graph.enqueue(this);
    let pending = this.#pending.get(key);
    if (!pending) {
      pending = { removed: undefined, added: undefined };
      this.#pending.set(key, pending);
    }
    return pending;
  }
}

/** Nearly always something came or something went: what did both has to be found out only where there is both. */
interface Pending<T> {
  removed: T[] | undefined;
  added: T[] | undefined;
}

function differenceIn<T>({ removed = [], added = [] }: Pending<T>) {
  if (removed.length === 0 || added.length === 0) return { removed, added };
  const counts = new Map<T, number>();
  for (const member of removed) counts.set(member, (counts.get(member) ?? 0) - 1);
  for (const member of added) counts.set(member, (counts.get(member) ?? 0) + 1);
  return netOf(counts);
}

const none: readonly never[] = [];
