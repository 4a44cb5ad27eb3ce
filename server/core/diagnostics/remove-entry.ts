import type { Written } from '../config/shape.ts';
import { type Fix, fix } from '../fixes/fix.ts';
import { contains, type Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { entryOf, itemsOf, type YamlNode } from '../yaml/node.ts';
import { removeItem } from '../yaml/sequence-edit.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';

/**
 * Takes rules out of the entry of the configuration file in which a rule stands, or the whole entry where no other rule
 * is left in it.
 */
export function removalFromConfiguration(
  facts: FileFacts,
  { span }: Written<string>,
  names: readonly Written<string>[],
): Fix | undefined {
  const { text } = facts;
  const root = facts.documents()[0]?.root;
  const entries = entryOf(root, 'suppressions')?.value;
  const index = itemsOf(entries).findIndex((each) => indexIn(rulesOf(each), span) >= 0);
  const rules = rulesOf(itemsOf(entries)[index]);
  if (root?.type !== 'map' || entries?.type !== 'sequence' || rules?.type !== 'sequence') {
    return undefined;
  }
  const remove = () => {
    const [only] = names;
    if (only && names.length < rules.items.length) {
      return removeItem(text, rules, indexIn(rules, only.span));
    }
    return entries.items.length > 1
      ? removeItem(text, entries, index)
      : removeEntry(text, root, 'suppressions');
  };
  return fix('Remove the suppression', [remove()], { safety: 'safe' });
}

function rulesOf(entry: YamlNode | undefined): YamlNode | undefined {
  return entryOf(entry, 'rules')?.value;
}

function indexIn(list: YamlNode | undefined, span: Span): number {
  return itemsOf(list).findIndex((item) => contains(item.span, span));
}
