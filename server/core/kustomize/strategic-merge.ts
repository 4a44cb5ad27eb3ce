import {
  textAt,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from '../yaml/node.ts';
import { mergeKeysOf } from './merge-keys.ts';
import { isNothing, placesOf, withoutEntry } from './node-edit.ts';

/**
 * Applies a strategic merge patch to an object of an API group: maps are merged, null and `$patch: delete` take
 * away, `$patch: replace` and lists replace, except for the lists that have a merge key. `undefined` if the patch
 * deletes the whole object. Values of the patch keep their place in the file of the patch.
 */
export function strategicMerge(
  group: string,
  target: YamlMap,
  patch: YamlMap,
): YamlMap | undefined {
  const directive = textAt(patch, '$patch');
  if (directive === 'delete') return undefined;
  if (directive === 'replace') return cleaned(withoutEntry(patch, '$patch'));
  return mergeEntries(group, target, patch);
}

/** All changes of a map at once, for both it and the patch may be long. */
function mergeEntries(group: string, target: YamlMap, patch: YamlMap): YamlMap {
  const changes = patch.entries.filter(({ key }) => !key.startsWith('$'));
  if (changes.length === 0) return target;
  const entries = [...target.entries];
  const placeOf = placesOf(entries, changes);
  const gone = new Set<string>();
  for (const change of changes) {
    const place = placeOf.get(change.key);
    const old = place === undefined || gone.has(change.key) ? undefined : entries[place];
    const entry = mergeEntry(group, old, change);
    if (!entry) {
      gone.add(change.key);
      continue;
    }
    gone.delete(change.key);
    placeOf.set(change.key, place ?? entries.length);
    entries[place ?? entries.length] = entry;
  }
  if (gone.size === 0) return { ...target, entries };
  return { ...target, entries: entries.filter(({ key }) => !gone.has(key)) };
}

/** What becomes of an entry; `undefined` if the patch takes it away. */
function mergeEntry(
  group: string,
  old: YamlEntry | undefined,
  entry: YamlEntry,
): YamlEntry | undefined {
  if (isNothing(entry.value)) return undefined;
  if (old?.value.type === 'unknown' && entry.value.type !== 'scalar') return old;
  const value = mergeValue(group, entry.key, old?.value, entry.value);
  if (!value) return undefined;
  // A map or a merged list still belongs to where its key was written.
  const keySpan = old && value.type === 'map' ? old.keySpan : entry.keySpan;
  return { key: entry.key, keySpan, value };
}

function mergeValue(
  group: string,
  field: string,
  old: YamlNode | undefined,
  patch: YamlNode,
): YamlNode | undefined {
  if (patch.type === 'map') {
    if (old?.type === 'map') return strategicMerge(group, old, patch);
    return textAt(patch, '$patch') === 'delete' ? undefined : cleaned(patch);
  }
  if (patch.type !== 'sequence') return patch;
  if (field === 'finalizers' && old?.type === 'sequence') return united(old, patch);
  const keys = mergeKeysOf(group, field);
  return keys && old?.type === 'sequence' ? mergeItems(group, keys, old, patch) : cleaned(patch);
}

/** kustomize puts the items of the patch first, in its order, then those it does not name. */
function mergeItems(
  group: string,
  keys: readonly string[],
  old: YamlSequence,
  patch: YamlSequence,
): YamlNode {
  const key = keys.find((candidate) =>
    patch.items.some((item) => textAt(item, candidate) !== undefined),
  );
  const replaces = patch.items.some(
    (item) => textAt(item, '$patch') === 'replace' && textAt(item, key ?? '') === undefined,
  );
  if (!key || replaces) return cleaned({ ...patch, items: patch.items.filter(isItem) });
  const name = (item: YamlNode) => textAt(item, key);
  const twins = firstByName(old.items, name);
  const merged = patch.items.flatMap((item) => {
    if (textAt(item, '$patch') === 'delete') return [];
    const twin = twins.get(name(item));
    if (twin?.type !== 'map' || item.type !== 'map') return cleaned(item);
    return strategicMerge(group, twin, item) ?? [];
  });
  const named = new Set(patch.items.map(name));
  return { ...old, items: [...merged, ...old.items.filter((item) => !named.has(name(item)))] };
}

/** The first item of each name. */
function firstByName(items: readonly YamlNode[], name: (item: YamlNode) => string | undefined) {
  const found = new Map<string | undefined, YamlNode>();
  for (const item of items) {
    const key = name(item);
    if (key !== undefined && !found.has(key)) found.set(key, item);
  }
  return found;
}

function united(old: YamlSequence, patch: YamlSequence): YamlSequence {
  const added = new Set(patch.items.map(textOf));
  return {
    ...old,
    items: [...patch.items, ...old.items.filter((item) => !added.has(textOf(item)))],
  };
}

/** A value that a patch brings in, without the directives and nulls that only make sense in a patch. */
function cleaned<T extends YamlNode>(node: T): T {
  if (node.type === 'sequence') return { ...node, items: node.items.map(cleaned) };
  if (node.type !== 'map') return node;
  const entries = node.entries
    .filter(({ key, value }) => key !== '$patch' && !isNothing(value))
    .map((entry) => ({ ...entry, value: cleaned(entry.value) }));
  return { ...node, entries };
}

function isItem(item: YamlNode): boolean {
  return textAt(item, '$patch') === undefined;
}
