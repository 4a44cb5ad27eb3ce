/**
 * A map that never changes: a change makes another one, and costs no more than itself. The newest map holds everything,
 * and those before it only what was different in them.
 */
export class PersistentMap<K, V extends object> implements ReadonlyMap<K, V> {
  /** Of the newest map only. */
  #map: Map<K, V> | undefined;
  /** Of all others: what was different here, seen from the next one. */
  #older: { readonly next: PersistentMap<K, V>; readonly differences: Changes<K, V> } | undefined;
  readonly size: number;

  constructor(map: Map<K, V> = new Map()) {
    this.#map = map;
    this.size = map.size;
  }

  /** The map after some keys came, changed or went. Made of the newest map as a rule; of an older one it is a copy. */
  with(changes: Changes<K, V>): PersistentMap<K, V> {
    const map = this.#map ?? new Map(this.#content());
    const differences = new Map<K, V | undefined>();
    for (const [key, value] of changes) {
      differences.set(key, map.get(key));
      if (value) map.set(key, value);
      else map.delete(key);
    }
    const next = new PersistentMap(map);
    if (this.#map) {
      this.#map = undefined;
      this.#older = { next, differences };
    }
    return next;
  }

  /** The keys that may be different in a later map; `undefined` if that does not come of this one. */
  changesUntil(later: ReadonlyMap<K, V>): ReadonlySet<K> | undefined {
    const keys = new Set<K>();
    let at: PersistentMap<K, V> = this;
    while (at !== later) {
      if (!at.#older) return undefined;
      for (const key of at.#older.differences.keys()) keys.add(key);
      at = at.#older.next;
    }
    return keys;
  }

  get(key: K): V | undefined {
    let at: PersistentMap<K, V> = this;
    while (at.#older) {
      const { differences, next } = at.#older;
      if (differences.has(key)) return differences.get(key);
      at = next;
    }
    return at.#map?.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  keys(): MapIterator<K> {
    return this.#content().keys();
  }

  values(): MapIterator<V> {
    return this.#content().values();
  }

  entries(): MapIterator<[K, V]> {
    return this.#content().entries();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.#content()) visit(value, key, this);
  }

  #content(): ReadonlyMap<K, V> {
    const steps: Changes<K, V>[] = [];
    let at: PersistentMap<K, V> = this;
    while (at.#older) {
      steps.push(at.#older.differences);
      at = at.#older.next;
    }
    const newest = at.#map ?? new Map<K, V>();
    if (steps.length === 0) return newest;
    const map = new Map(newest);
    for (const [key, value] of steps.reverse().flatMap((differences) => [...differences])) {
      if (value) map.set(key, value);
      else map.delete(key);
    }
    return map;
  }
}

/** The keys under which two maps may differ: few where one has come of the other, or else all. */
export function keysBetween<K, V extends object>(
  before: ReadonlyMap<K, V>,
  after: ReadonlyMap<K, V>,
): ReadonlySet<K> {
  const changed = before instanceof PersistentMap ? before.changesUntil(after) : undefined;
  return changed ?? new Set([...before.keys(), ...after.keys()]);
}

/** Values by key, `undefined` for a key that is gone. */
export type Changes<K, V> = ReadonlyMap<K, V | undefined>;
