import type { FleetObject } from '../fleet/fleet.ts';
import { quote } from '../text/quote.ts';
import { baseName } from '../workspace/path.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/**
 * The fixes that give a field another value: where its effective value is written and, if that is a patch or an overlay,
 * in the document itself as well, which then has to win. A fix that would change nothing is not offered.
 */
export function changeValue(
  texts: Texts,
  object: FleetObject,
  path: readonly string[],
  value: string | boolean,
): readonly (Fix | undefined)[] {
  const effective = valueAt(object.root, ...path);
  if (!effective) return [];
  const title = `Set ${quote(path.at(-1) ?? '')} to ${quote(String(value))}`;
  const { file } = effective.span;
  if (file === object.origin.file) return [fix(title, [setTo(texts, effective, value)])];
  return [fix(`${title} in ${quote(baseName(file))}`, [setTo(texts, effective, value)])];
}

function setTo(texts: Texts, node: YamlNode, value: string | boolean) {
  return setScalar(texts.textOf(node.span.file), node, value);
}
