/** Compares two members of a list; 0 only where it does not matter which comes first. */
export type Order<T> = (a: T, b: T) => number;

/** Few enough to be put in one by one. */
const few = 8;

/**
 * A sorted list without some members and with some others. Lists are never changed in place, so that whoever holds one
 * can compare it with the next.
 */
export function changedList<T>(
  list: readonly T[],
  removed: readonly T[],
  added: readonly T[],
  order: Order<T>,
): readonly T[] {
  if (list.length === 0) return added.toSorted(order);
  if (removed.length + added.length > few) return rebuilt(list, removed, added, order);
  // Each step makes a list of exactly its members: one that grows in place keeps room for many more.
  let changed = list;
  for (const member of removed) {
    const at = placeOf(changed, member, order);
    if (at >= 0) changed = changed.toSpliced(at, 1);
  }
  for (const member of added) {
    changed = changed.toSpliced(insertionPoint(changed, member, order), 0, member);
  }
  return changed;
}

function rebuilt<T>(
  list: readonly T[],
  removed: readonly T[],
  added: readonly T[],
  order: Order<T>,
): readonly T[] {
  const gone = new Map<T, number>();
  for (const member of removed) gone.set(member, (gone.get(member) ?? 0) + 1);
  const kept = list.filter((member) => {
    const left = gone.get(member) ?? 0;
    if (left > 0) gone.set(member, left - 1);
    return left === 0;
  });
  return kept.concat(added).sort(order);
}

/** Where a member is; -1 where it is not. */
function placeOf<T>(list: readonly T[], member: T, order: Order<T>): number {
  const start = insertionPoint(list, member, (a, b) => order(a, b) || -1);
  for (let at = start; at < list.length && order(list[at] as T, member) === 0; at++) {
    if (list[at] === member) return at;
  }
  return list.indexOf(member);
}

/** The first place at which everything before is smaller, or no greater for an order that says so. */
function insertionPoint<T>(list: readonly T[], member: T, order: Order<T>): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(member, list[middle] as T) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
