/**
 * Remembers the result of a pure function of one object for as long as the object lives. Objects outlive snapshots
 * where nothing they are made from has changed, so what is asked of all of them is computed for the few new ones.
 */
export function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const results = new WeakMap<K, V>();
  return (key) => {
    const known = results.get(key);
    // Looked for once more only where it may have been computed to be nothing.
    if (known !== undefined || results.has(key)) return known as V;
    const result = compute(key);
    results.set(key, result);
    return result;
  };
}

/** Makes something when it is first asked for: what takes a while to make does not belong into the start of the server. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
