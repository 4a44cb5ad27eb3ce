import type { Span } from '../text/span.ts';
import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/node.ts';

/** The map with a value at a key: in the place of the old one, or at the end. */
export function withEntry(map: YamlMap, entry: YamlEntry): YamlMap {
  const at = map.entries.findLastIndex(({ key }) => key === entry.key);
  const entries = at < 0 ? [...map.entries, entry] : map.entries.with(at, entry);
  return { ...map, entries };
}

/** The same for many values at once, one after the other. */
export function withEntries(map: YamlMap, added: readonly YamlEntry[]): YamlMap {
  const entries = [...map.entries];
  const places = placesOf(entries, added);
  for (const entry of added) {
    const place = places.get(entry.key) ?? entries.length;
    places.set(entry.key, place);
    entries[place] = entry;
  }
  return { ...map, entries };
}

/** Where the keys of changes stand in a map; the last place of a key that stands twice. A few are looked for one by one. */
export function placesOf(
  entries: readonly YamlEntry[],
  changes: readonly YamlEntry[],
): Map<string, number> {
  const places = new Map<string, number>();
  if (changes.length > 4) {
    for (const [index, { key }] of entries.entries()) places.set(key, index);
    return places;
  }
  for (const { key } of changes) {
    const place = entries.findLastIndex((entry) => entry.key === key);
    if (place >= 0) places.set(key, place);
  }
  return places;
}

/** The map without a key. */
export function withoutEntry(map: YamlMap, key: string): YamlMap {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

/** An entry that was not written as such: key and value point at the text they come from. */
export function entryFrom(key: string, value: YamlNode): YamlEntry {
  return { key, keySpan: value.span, value };
}

/** A map that was not written as such. */
export function mapFrom(span: Span, entries: readonly YamlEntry[] = []): YamlMap {
  return { type: 'map', entries, span, flow: false };
}

/** Sets the value below a chain of keys, making the maps on the way. What is unknown stays unknown. */
export function setAt(map: YamlMap, path: readonly string[], value: YamlNode): YamlMap {
  const [key, ...rest] = path;
  if (key === undefined) return map;
  const old = entryOf(map, key);
  const keySpan = old?.keySpan ?? value.span;
  if (rest.length === 0) return withEntry(map, { key, keySpan, value });
  if (old?.value.type === 'unknown') return map;
  const inner = old?.value.type === 'map' ? old.value : mapFrom(value.span);
  return withEntry(map, { key, keySpan, value: setAt(inner, rest, value) });
}

/** True for a value that is not there: no node at all, or null. */
export function isNothing(node: YamlNode | undefined): boolean {
  return node === undefined || (node.type === 'scalar' && node.value === null);
}

/** True if both nodes stand for the same value, wherever they were written. Unknown values equal nothing. */
export function sameValue(a: YamlNode, b: YamlNode): boolean {
  if (a.type === 'scalar' && b.type === 'scalar') return a.value === b.value;
  if (a.type === 'sequence' && b.type === 'sequence') {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, index) => {
        const other = b.items[index];
        return other !== undefined && sameValue(item, other);
      })
    );
  }
  if (a.type !== 'map' || b.type !== 'map' || a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ key, value }) => {
    const other = entryOf(b, key);
    return other !== undefined && sameValue(value, other.value);
  });
}
