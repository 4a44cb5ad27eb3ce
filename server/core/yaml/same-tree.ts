import { sameSpan } from '../text/span.ts';
import type { YamlEntry, YamlNode } from './node.ts';

/** True for trees that say the same and were written at the same places. */
export function sameTree(a: YamlNode, b: YamlNode): boolean {
  if (a === b) return true;
  if (!sameSpan(a.span, b.span)) return false;
  switch (a.type) {
    case 'map':
      return b.type === 'map' && a.flow === b.flow && allSame(a.entries, b.entries, sameEntry);
    case 'sequence':
      return b.type === 'sequence' && a.flow === b.flow && allSame(a.items, b.items, sameTree);
    case 'scalar':
      return b.type === 'scalar' && Object.is(a.value, b.value);
    case 'unknown':
      return b.type === 'unknown' && a.why === b.why;
  }
}

function sameEntry(a: YamlEntry, b: YamlEntry): boolean {
  return (
    a === b || (a.key === b.key && sameSpan(a.keySpan, b.keySpan) && sameTree(a.value, b.value))
  );
}

function allSame<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((each, index) => same(each, b[index] as T));
}
