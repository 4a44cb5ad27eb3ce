import { entryOf, textAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { isNothing, mapFrom, withEntry } from './node-edit.ts';

/** Takes the path of a replacement apart: dots separate, except in brackets and after a backslash. */
export function splitValuePath(path: string): readonly string[] {
  if (path.length > longestPath) return [path];
  const parts = path.match(/(\[[^\]]*\]|\\.|[^.[\\])+?(?=\.|\[|$)|\[[^\]]*\]/g) ?? [];
  return parts.map((part) => part.replaceAll('\\.', '.')).filter((part) => part !== '');
}

/** In UTF-16 units; to take a longer one apart could take long, and no object has anything there. */
const longestPath = 2000;

/** The values at a path: list items are taken by `[key=value]`, by position, or all of them by `*`. */
export function valuesAt(node: YamlNode, [part, ...rest]: readonly string[]): readonly YamlNode[] {
  if (part === undefined || node.type === 'unknown') return [node];
  return childrenAt(node, part).flatMap((child) => valuesAt(child, rest));
}

/** The tree with the values at a path changed; `undefined` if there are none and none are to be made. */
export function changeValues(
  node: YamlNode,
  [part, ...rest]: readonly string[],
  create: boolean,
  change: (old: YamlNode | undefined) => YamlNode,
): YamlNode | undefined {
  if (part === undefined) return change(node);
  if (node.type === 'unknown') return node;
  const inner = (child: YamlNode) => changeValues(child, rest, create, change);
  if (node.type === 'sequence') {
    const chosen = new Set(childrenAt(node, part));
    const items = node.items.map((item) => (chosen.has(item) ? inner(item) : item));
    const whole = items.filter((item) => item !== undefined);
    return chosen.size > 0 && whole.length === items.length ? { ...node, items: whole } : undefined;
  }
  return node.type === 'map' ? changeEntry(node, part, rest, create, change) : undefined;
}

function changeEntry(
  map: YamlMap,
  key: string,
  rest: readonly string[],
  create: boolean,
  change: (old: YamlNode | undefined) => YamlNode,
): YamlNode | undefined {
  const old = entryOf(map, key);
  const isMissing = isNothing(old?.value);
  if (isMissing && !create) return undefined;
  const value =
    rest.length === 0
      ? change(isMissing ? undefined : old?.value)
      : changeValues(old && !isMissing ? old.value : mapFrom(map.span), rest, create, change);
  return value && withEntry(map, { key, keySpan: old?.keySpan ?? value.span, value });
}

function childrenAt(node: YamlNode, part: string): readonly YamlNode[] {
  if (node.type === 'map') {
    if (part === '*') return node.entries.map(({ value }) => value);
    const value = entryOf(node, part)?.value;
    return value && !isNothing(value) ? [value] : [];
  }
  if (node.type !== 'sequence') return [];
  if (part === '*') return node.items;
  const [, key, value] = /^\[([^=]*)=(.*)\]$/.exec(part) ?? [];
  if (key !== undefined) return node.items.filter((item) => textAt(item, key) === value);
  const item = /^\d+$/.test(part) ? node.items[Number(part)] : undefined;
  return item ? [item] : [];
}
