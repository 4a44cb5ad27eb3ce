import type { FleetObject } from '../fleet/fleet.ts';
import { quote } from '../text/quote.ts';
import { valueAt } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** Takes a field out of the spec of the document an object was made from, if that is where it is written. */
export function removeFromSpec(
  texts: Texts,
  { root, origin }: FleetObject,
  key: string,
): Fix | undefined {
  const spec = valueAt(origin.root, 'spec');
  const isWrittenHere = valueAt(root, 'spec', key)?.span.file === origin.file;
  if (spec?.type !== 'map' || !isWrittenHere || !valueAt(spec, key)) return undefined;
  return fix(`Remove ${quote(key)}`, [removeEntry(texts.textOf(spec.span.file), spec, key)]);
}
