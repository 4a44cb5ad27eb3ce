import { quote } from '../text/quote.ts';
import type { YamlMap } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** Takes `namespace` out of a reference that stands under a key. */
export function dropNamespace(
  texts: Texts,
  { node, key }: { readonly node: YamlMap; readonly key: string },
  safety: Fix['safety'] = 'unsafe',
): Fix | undefined {
  const edit = removeEntry(texts.textOf(node.span.file), node, 'namespace');
  return fix(`Remove \`namespace\` from ${quote(key)}`, [edit], { safety });
}
