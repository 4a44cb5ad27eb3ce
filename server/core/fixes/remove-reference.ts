import type { FleetObject } from '../fleet/fleet.ts';
import type { Reference } from '../flux/cross-namespace-reference.ts';
import { quote } from '../text/quote.ts';
import { valueAt } from '../yaml/node.ts';
import { removeItem } from '../yaml/sequence-edit.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** Takes a reference out of its list, and the list out of the spec if it was the only one. */
export function removeReference(
  texts: Texts,
  object: FleetObject,
  { key, node }: Reference,
): Fix | undefined {
  const spec = valueAt(object.root, 'spec');
  const list = valueAt(spec, key);
  if (list?.type !== 'sequence' || spec?.type !== 'map') return undefined;
  const text = texts.textOf(node.span.file);
  const index = list.items.indexOf(node);
  const isOnly = list.items.length === 1;
  const edit = isOnly ? removeEntry(text, spec, key) : removeItem(text, list, index);
  return fix(isOnly ? `Remove ${quote(key)}` : `Remove it from ${quote(key)}`, [edit]);
}
