import { afterLineBreak, columnOf, endOfVisibleLine, startOfLine } from '../text/lines.ts';
import { contains } from '../text/span.ts';
import { lineBreakOf, type TextEdit } from '../text/text-edit.ts';
import type { YamlNode, YamlSequence } from './node.ts';
import { lastOffset } from './yaml-edit.ts';

/**
 * Adds an item behind the last one of a list. `yaml` is the item as it would be written at the margin, without its
 * dash. `undefined` for an item of several lines in a list written with brackets.
 */
export function insertItem(text: string, list: YamlSequence, yaml: string): TextEdit | undefined {
  const { file } = list.span;
  const last = list.items.at(-1);
  if (last && !holds(list, last)) return undefined;
  if (list.flow) {
    if (yaml.includes('\n')) return undefined;
    const at = last ? last.span.end : list.span.start + 1;
    return { span: { file, start: at, end: at }, newText: last ? `, ${yaml}` : yaml };
  }
  if (!last || !followsDash(text, last)) return undefined;
  const at = endOfVisibleLine(text, lastOffset(text, last, last.span.end));
  const lead = lineBreakOf(text) + ' '.repeat(dashColumn(text, last.span.start));
  const newText = yaml
    .trimEnd()
    .split('\n')
    .map((line, index) => `${lead}${index === 0 ? '- ' : '  '}${line}`)
    .join('');
  return { span: { file, start: at, end: at }, newText };
}

/** Adds several items behind the last one of a list: they go in at one place, so they are one edit. */
export function insertItems(
  text: string,
  list: YamlSequence,
  items: readonly string[],
): TextEdit | undefined {
  const edits = items.map((item) => insertItem(text, list, item));
  const [first] = edits;
  if (!first || edits.some((edit) => !edit)) return undefined;
  return { ...first, newText: edits.map((edit) => edit?.newText).join('') };
}

/** An item as it would be written at the margin, after a change of its text. */
export function itemText(text: string, { span }: YamlNode, edit: TextEdit | undefined): string {
  const before = text.slice(span.start, edit?.span.start ?? span.end);
  const after = edit ? edit.newText + text.slice(edit.span.end, span.end) : '';
  const indent = columnOf(text, span.start);
  return (before + after)
    .replaceAll('\r', '')
    .trimEnd()
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.slice(indent)))
    .join('\n');
}

/** Takes an item out of a list, with its lines; `undefined` if the list would be left empty. */
export function removeItem(text: string, list: YamlSequence, index: number): TextEdit | undefined {
  const item = list.items[index];
  const { file } = list.span;
  if (!item || list.items.length < 2 || !holds(list, item)) return undefined;
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  if (list.flow) {
    const span = next
      ? { file, start: item.span.start, end: next.span.start }
      : { file, start: previous?.span.end ?? item.span.start, end: item.span.end };
    return { span, newText: '' };
  }
  const start = startOfLine(text, item.span.start);
  const end = afterLineBreak(text, endOfVisibleLine(text, lastOffset(text, item, item.span.end)));
  // The first item may share its line with the key of the list, or with the dash of a list around it.
  const standsAlone = text.slice(start, item.span.start).trim() === '-';
  return standsAlone ? { span: { file, start, end }, newText: '' } : undefined;
}

/** Writes some plain texts as items in place of one. */
export function replaceItem(
  text: string,
  list: YamlSequence,
  index: number,
  texts: readonly string[],
): TextEdit | undefined {
  const item = list.items[index];
  if (!item || !holds(list, item)) return undefined;
  const { span } = item;
  const between = list.flow
    ? ', '
    : `${lineBreakOf(text)}${' '.repeat(dashColumn(text, span.start))}- `;
  return { span, newText: texts.join(between) };
}

/** False for an item that an alias of the list stands for, and for one in a quoted text, where nothing has a place of its own. */
function holds({ span }: YamlSequence, item: YamlNode): boolean {
  return contains(span, item.span) && !contains(item.span, span);
}

/** False where a comment or a line break stands between an item and its dash. */
function followsDash(text: string, { span }: YamlNode): boolean {
  return text.slice(text.lastIndexOf('-', span.start - 1) + 1, span.start).trim() === '';
}

function dashColumn(text: string, itemStart: number): number {
  return columnOf(text, text.lastIndexOf('-', itemStart - 1));
}
