import type { FleetObject } from '../fleet/fleet.ts';
import type { Reference } from '../flux/cross-namespace-reference.ts';
import { quote } from '../text/quote.ts';
import { textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { removeItem } from '../yaml/sequence-edit.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/**
 * Takes a reference out of its list, and the list out of the spec if it was the only one. None where the same stands there
 * twice: the other one would be left.
 */
export function removeReference(
  texts: Texts,
  object: FleetObject,
  { key, node }: Reference,
): Fix | undefined {
  const spec = valueAt(object.root, 'spec');
  const list = valueAt(spec, key);
  if (list?.type !== 'sequence' || spec?.type !== 'map') return undefined;
  const isTwin = (item: YamlNode) =>
    item !== node &&
    ['kind', 'name', 'namespace'].every((each) => textAt(item, each) === textAt(node, each));
  if (list.items.some(isTwin)) return undefined;
  const text = texts.textOf(node.span.file);
  const index = list.items.indexOf(node);
  const isOnly = list.items.length === 1;
  const edit = isOnly ? removeEntry(text, spec, key) : removeItem(text, list, index);
  return fix(isOnly ? `Remove ${quote(key)}` : `Remove it from ${quote(key)}`, [edit]);
}
