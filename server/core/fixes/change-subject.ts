import type { FleetObject } from '../fleet/fleet.ts';
import { quote } from '../text/quote.ts';
import { itemsOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { removeItem } from '../yaml/sequence-edit.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** The fixes for a subject of a binding that means somebody else: let it mean the right one, or take it out. */
export function changeSubject(
  texts: Texts,
  binding: FleetObject,
  subject: YamlNode,
  key: string,
  value: string,
): readonly (Fix | undefined)[] {
  const node = valueAt(subject, key);
  const changed =
    node &&
    fix(`Set ${quote(key)} to ${quote(value)}`, [
      setScalar(texts.textOf(node.span.file), node, value),
    ]);
  return [changed, removeSubject(texts, binding, subject)];
}

/** Takes a subject out of a binding that has others. */
export function removeSubject(
  texts: Texts,
  binding: FleetObject,
  subject: YamlNode,
): Fix | undefined {
  const list = valueAt(binding.root, 'subjects');
  const index = itemsOf(list).indexOf(subject);
  if (list?.type !== 'sequence' || index < 0) return undefined;
  const edit = removeItem(texts.textOf(list.span.file), list, index);
  return fix('Remove this subject', [edit]);
}
