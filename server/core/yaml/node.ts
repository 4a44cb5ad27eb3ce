import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';

/**
 * A YAML value that knows where it was written. Values of one tree may come from several files: a kustomize
 * patch grafts its own nodes into the object it changes, so that each value still points at its last writer.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSequence | YamlUnknown;

export interface YamlScalar {
  readonly type: 'scalar';
  readonly value: string | number | bigint | boolean | null;
  readonly span: Span;
}

export interface YamlMap {
  readonly type: 'map';
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
  /** Written with braces on one line, or as an indented block. */
  readonly flow: boolean;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

export interface YamlSequence {
  readonly type: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
  readonly flow: boolean;
}

/** A value that exists but cannot be known from the repository; `why` completes the sentence "unknown, because …". */
export interface YamlUnknown {
  readonly type: 'unknown';
  readonly why: string;
  readonly span: Span;
}

/** The entry of a map with this key; the last one where a key stands twice. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.type !== 'map') return undefined;
  const { entries } = node;
  if (entries.length > longestScan && isLookedUpAgain(entries)) {
    return entriesByKey(entries).get(key);
  }
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.key === key) return entry;
  }
  return undefined;
}

/** Maps of more entries are looked up by key, so that going through all their keys takes no time to speak of. */
const longestScan = 40;

/** An index is not made for one look: a long map that a thousand patches change is a new one after each. */
function isLookedUpAgain(entries: readonly YamlEntry[]): boolean {
  if (lookedUp.has(entries)) return true;
  lookedUp.add(entries);
  return false;
}

const lookedUp = new WeakSet<readonly YamlEntry[]>();

const entriesByKey = remembered(
  (entries: readonly YamlEntry[]) => new Map(entries.map((entry) => [entry.key, entry])),
);

/** The value below a chain of keys, or `undefined` where the chain ends early. */
export function valueAt(
  node: YamlNode | undefined,
  ...path: readonly string[]
): YamlNode | undefined {
  let at = node;
  for (const key of path) at = entryOf(at, key)?.value;
  return at;
}

/** The text of a scalar as Kubernetes would read a string field; `undefined` for null, maps, lists and unknowns. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** The text of the scalar below a chain of keys. */
export function textAt(node: YamlNode | undefined, ...path: readonly string[]): string | undefined {
  return textOf(valueAt(node, ...path));
}

/** The items of a list; empty for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'sequence' ? node.items : [];
}

/** True for a value that is not even written, as behind a key without one. */
export function isNothing(node: YamlNode | undefined): boolean {
  return node?.type === 'scalar' && node.value === null && node.span.start === node.span.end;
}
