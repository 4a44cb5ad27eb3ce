/** What is left of members that came and went in the meantime. */
export function netOf<T>(counts: ReadonlyMap<T, number>) {
  const [removed, added]: [T[], T[]] = [[], []];
  for (const [member, count] of counts) {
    for (let left = count; left < 0; left++) removed.push(member);
    for (let left = count; left > 0; left--) added.push(member);
  }
  return { removed, added };
}
