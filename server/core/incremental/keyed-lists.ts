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
  /** How often each member comes, or goes if the number is negative, by key. */
  #pending = new Map<K, Map<T, number>>();

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
      this.#read.tell(key);
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
}

const none: readonly never[] = [];
