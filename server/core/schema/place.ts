import type { Span } from '../text/span.ts';
import type { YamlEntry, YamlNode } from '../yaml/node.ts';
import type { Field } from './field-table.ts';

/** A value in an object, and what the API says of it. */
export interface Place<Node = YamlNode> {
  readonly node: Node;
  readonly field: Field;
  /** The nearest key above. */
  readonly keySpan: Span;
  /** Such as `spec.dependsOn[0]`. */
  readonly path: string;
}

/** The place of an entry of a map. */
export function placeOfEntry(
  { path }: Place,
  { key, keySpan, value }: YamlEntry,
  field: Field,
): Place {
  return { node: value, field, keySpan, path: below(path, key) };
}

/** The place of an item of a list. */
export function placeOfItem(
  { keySpan, path }: Place,
  index: number,
  node: YamlNode,
  field: Field,
): Place {
  // An item has no key of its own: its first one stands for it.
  const first = node.type === 'map' ? node.entries[0]?.keySpan : undefined;
  return { node, field, keySpan: first ?? keySpan, path: `${path}[${index}]` };
}

/** The path of a key below another path. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
