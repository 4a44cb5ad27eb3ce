/** Puts things with the same key together, in their order; what has no key is left out. */
export function groupBy<T, K>(
  things: readonly T[],
  keyOf: (thing: T) => K | undefined,
): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    append(groups, key, thing);
  }
  return groups;
}

/** Adds a thing to the list of a key. */
export function append<T, K>(groups: Map<K, T[]>, key: K, thing: T): void {
  const group = groups.get(key);
  if (group) group.push(thing);
  else groups.set(key, [thing]);
}
