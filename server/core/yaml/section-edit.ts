import { endOfVisibleLine } from '../text/lines.ts';
import type { FilePath } from '../text/span.ts';
import { lineBreakOf, type TextEdit } from '../text/text-edit.ts';
import { entryOf, isNothing, type YamlMap } from './node.ts';
import { insertItem } from './sequence-edit.ts';
import { insertBlock, insertEntry } from './yaml-edit.ts';

/** A file whose root is a map of sections; `undefined` for one in which nothing is written yet. */
export interface SectionedFile {
  readonly file: FilePath;
  readonly text: string;
  readonly root: YamlMap | undefined;
}

/** Adds a map, given by its entries, to the list that a section is. `undefined` if the section is something else. */
export function addToList(
  target: SectionedFile,
  section: string,
  entries: readonly string[],
): TextEdit | undefined {
  const list = entryOf(target.root, section)?.value;
  if (list?.type === 'sequence' && list.items.length > 0) {
    const item = list.flow ? `{ ${entries.join(', ')} }` : entries.join('\n');
    return insertItem(target.text, list, item);
  }
  const lines = entries.map((entry, index) => `${index === 0 ? '-' : ' '} ${entry}`);
  return list?.type === 'map' ? undefined : openSection(target, section, lines);
}

/** Gives a key of the map that a section is a value. `undefined` if the section is something else. */
export function addToMap(
  target: SectionedFile,
  section: string,
  key: string,
  value: string,
): TextEdit | undefined {
  const map = entryOf(target.root, section)?.value;
  const line = `${key}: ${value}`;
  if (map?.type === 'map' && map.entries.length > 0) {
    const { text } = target;
    return insertBlock(text, map, key, line, []) ?? insertEntry(text, map, key, value, []);
  }
  return map?.type === 'sequence' ? undefined : openSection(target, section, [line]);
}

/** Writes the first lines of a section: behind its key where that is there already, else at the end of the file. */
function openSection(
  { file, text, root }: SectionedFile,
  section: string,
  lines: readonly string[],
): TextEdit | undefined {
  const br = lineBreakOf(text);
  const content = lines.map((line) => `${br}  ${line}`).join('');
  const existing = entryOf(root, section);
  if (existing && isNothing(existing.value)) {
    const end = endOfVisibleLine(text, existing.keySpan.end + 1);
    return { span: { file, start: end, end }, newText: content };
  }
  if (existing) {
    const { value, keySpan } = existing;
    if (value.type !== 'map' && value.type !== 'sequence') return undefined;
    const start = text.indexOf(':', keySpan.end) + 1;
    return { span: { file, start, end: value.span.end }, newText: content };
  }
  if (root) {
    const yaml = [`${section}:`, ...lines.map((line) => `  ${line}`)].join('\n');
    return insertBlock(text, root, section, yaml, []);
  }
  const lead = text === '' || text.endsWith('\n') ? '' : br;
  const end = text.length;
  return { span: { file, start: end, end }, newText: `${lead}${section}:${content}${br}` };
}
