import { afterLineBreak, columnOf, endOfVisibleLine, startOfLine } from '../text/lines.ts';
import { contains, type Span } from '../text/span.ts';
import { lineBreakOf, type TextEdit } from '../text/text-edit.ts';
import {
  entryOf,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from './node.ts';
import { parseDocuments } from './parse.ts';

/**
 * Adds `key: value` to a map: behind the first of the keys in `after` that is there, else at its end. A key that is
 * there without a value gets the value. Comments stay where they are.
 */
export function insertEntry(
  text: string,
  map: YamlMap,
  key: string,
  value: string | boolean,
  after: readonly string[],
): TextEdit | undefined {
  const existing = ownEntryOf(map, key);
  if (existing) return setScalar(text, existing.value, value, existing.keySpan);
  const previous = previousOf(map, after);
  if (!previous) return undefined;
  const { file } = map.span;
  if (map.flow) {
    const at = previous.value.span.end;
    return { span: { file, start: at, end: at }, newText: `, ${key}: ${scalar(value)}` };
  }
  return insertBehind(text, previous, `${key}: ${scalar(value)}`);
}

/**
 * Adds an entry of several lines to a map that is written as a block, in the place where `insertEntry` would put it.
 * `yaml` is the entry as it would be written at the margin; `undefined` if the key is there already.
 */
export function insertBlock(
  text: string,
  map: YamlMap,
  key: string,
  yaml: string,
  after: readonly string[],
): TextEdit | undefined {
  const previous = previousOf(map, after);
  const isPossible = !map.flow && !entryOf(map, key);
  return previous && isPossible ? insertBehind(text, previous, yaml) : undefined;
}

/** The entry that a new one goes behind. */
function previousOf(map: YamlMap, after: readonly string[]): YamlEntry | undefined {
  return after.map((each) => ownEntryOf(map, each)).find(Boolean) ?? ownEntries(map).at(-1);
}

/**
 * What is written in a map itself: not what its alias stands for, nor what `<<` or a patch brings in. Nothing in a quoted text
 * has a place of its own.
 */
function ownEntries(map: YamlMap): readonly YamlEntry[] {
  return map.entries.filter(
    ({ key, keySpan }) =>
      contains(map.span, keySpan) && keySpan.end - keySpan.start <= key.length + '""'.length,
  );
}

function ownEntryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return ownEntries(map).findLast((entry) => entry.key === key);
}

function insertBehind(
  text: string,
  { keySpan, value }: YamlEntry,
  yaml: string,
): TextEdit | undefined {
  // Behind `? key` the column of the key is not that of the map.
  if (/\?[ \t]*$/.test(text.slice(startOfLine(text, keySpan.start), keySpan.start)))
    return undefined;
  const at = endOfVisibleLine(text, lastOffset(text, value, keySpan.end + 1));
  const lead = lineBreakOf(text) + ' '.repeat(columnOf(text, keySpan.start));
  const newText = yaml
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? lineBreakOf(text) : lead + line));
  return { span: { file: keySpan.file, start: at, end: at }, newText: newText.join('') };
}

/**
 * Writes a value in place of a scalar, a text in the same quotes and a boolean in none; behind the colon of its key where
 * it has no value.
 */
export function setScalar(
  text: string,
  node: YamlNode,
  value: string | boolean,
  keySpan?: Span,
): TextEdit | undefined {
  if (node.type !== 'scalar' && node.type !== 'unknown') return undefined;
  if (node.type === 'scalar' && !isWrittenAt(text, node)) return undefined;
  const { span } = node;
  if (typeof value === 'boolean' && isTagged(text, span)) return undefined;
  if (span.start === span.end) {
    const colon = keySpan && emptyBehindColon.exec(text.slice(keySpan.end));
    if (!colon) return undefined;
    const start = keySpan.end + colon[0].length;
    return { span: { file: span.file, start, end: start }, newText: ` ${scalar(value)}` };
  }
  const quote = text[span.start];
  if (quote === '|' || quote === '>') {
    // A block of text takes its line break along, and the blank lines behind it.
    const written = text.slice(span.start, span.end);
    const behind = written.slice(written.trimEnd().length);
    return { span, newText: scalar(value) + behind };
  }
  const isPlain = typeof value === 'string' && /^[^"'\\\p{Cc}]*$/u.test(value);
  const quoted = isPlain && (quote === '"' || quote === "'");
  return { span, newText: quoted ? `${quote}${value}${quote}` : scalar(value) };
}

/** False for a value inside of a quoted text, which has the place of the whole text. */
function isWrittenAt(text: string, { span, value }: YamlScalar): boolean {
  const written = text.slice(span.start, span.end);
  if (written === '' || written === String(value) || written.startsWith('*')) return true;
  if (/^[|>]/.test(written)) {
    const content = written.slice(written.indexOf('\n') + 1);
    return content.replace(/\s/g, '') === String(value).replace(/\s/g, '');
  }
  const [document] = parseDocuments(span.file, written);
  return textOf(document?.root) === textOf({ type: 'scalar', value, span });
}

/** True if a tag says of what type a value is, whatever is written in its place. */
export function isTagged(text: string, { start }: Span): boolean {
  return tagBefore.test(text.slice(Math.max(0, start - longestTag), start));
}

const tagBefore = /(?:^|[\s,:[{-])!\S*(?:\s+&\S+)?\s+$/;
const longestTag = 200;

/** A colon and then nothing, not even an anchor or a tag. */
const emptyBehindColon = /^\s*:(?=[ \t]*(?:[#,}\r\n]|$))/;

/** Takes an entry out of a map, with its line but for a comment on it; `undefined` if nothing would be left. */
export function removeEntry(text: string, map: YamlMap, key: string): TextEdit | undefined {
  const entries = ownEntries(map);
  const [entry, another] = entries.filter((each) => each.key === key);
  // Of two, the other one would count instead.
  if (!entry || another || entries.length < 2) return undefined;
  const index = entries.indexOf(entry);
  const { file } = map.span;
  const next = entries[index + 1];
  const previous = entries[index - 1];
  const end = lastOffset(text, entry.value, entry.keySpan.end + 1);
  const isBetween = (from: number, to: number, separator: string) =>
    text.slice(from, to).replace(/#.*/g, '').trim() === separator;
  if (map.flow) {
    // Of two neighbours one may be written inside of a merge key.
    const isBeside = next
      ? isBetween(end, next.keySpan.start, ',')
      : previous && isBetween(previous.value.span.end, entry.keySpan.start, ',');
    if (!isBeside) return undefined;
    const span = next
      ? { file, start: entry.keySpan.start, end: next.keySpan.start }
      : { file, start: previous?.value.span.end ?? entry.keySpan.start, end };
    return { span, newText: '' };
  }
  const line = startOfLine(text, entry.keySpan.start);
  const standsAlone = text.slice(line, entry.keySpan.start).trim() === '';
  if (standsAlone) {
    const lineEnd = endOfVisibleLine(text, end);
    const comment = text.slice(end, lineEnd).search(/#/);
    return comment < 0
      ? { span: { file, start: line, end: afterLineBreak(text, lineEnd) }, newText: '' }
      : { span: { file, start: entry.keySpan.start, end: end + comment }, newText: '' };
  }
  // The first key of a list item shares its line with the dash: the next key moves up to it.
  if (!next || !isBetween(end, next.keySpan.start, '')) return undefined;
  return { span: { file, start: entry.keySpan.start, end: next.keySpan.start }, newText: '' };
}

/** Adds a document of its own behind the one that ends at `end`. */
export function appendDocument(text: string, file: string, end: number, yaml: string): TextEdit {
  const br = lineBreakOf(text);
  const body = yaml.trimEnd().replaceAll('\n', br);
  const separator = /(^|\n)---[ \t]*([ \t]#[^\n]*)?\r?\n?$/.exec(text.slice(0, end));
  // A document that another one follows ends behind the separator line: the new one goes in between.
  if (separator) {
    const lead = separator[0].endsWith('\n') ? '' : br;
    return { span: { file, start: end, end }, newText: `${lead}${body}${br}---${br}` };
  }
  const lead = text.slice(0, end).endsWith('\n') ? '' : br;
  return { span: { file, start: end, end }, newText: `${lead}---${br}${body}${br}` };
}

/** Writes a value as a YAML scalar; a text is quoted only where it would be read as something else. */
export function scalar(value: string | boolean): string {
  if (typeof value === 'boolean') return String(value);
  const plain =
    /^([A-Za-z/.][\w./-]*|\d+(ms|s|m|h))$/.test(value) &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}

/**
 * Where the last visible character of a value ends; `otherwise` for a value that is not there. What an alias stands for is
 * written elsewhere.
 */
export function lastOffset(text: string, node: YamlNode, otherwise: number): number {
  if (node.type === 'map' && !node.flow) {
    const last = ownEntries(node).at(-1);
    if (!last) return node.span.end;
    const end = lastOffset(text, last.value, last.keySpan.end + 1);
    // What is merged in behind the last entry is none of the map's own.
    return /^[ \t]*<<[ \t]*:/m.test(text.slice(end, node.span.end)) ? node.span.end : end;
  }
  if (node.type === 'sequence' && !node.flow) {
    const last = node.items.at(-1);
    return last && contains(node.span, last.span)
      ? lastOffset(text, last, node.span.end)
      : node.span.end;
  }
  return node.span.start === node.span.end ? otherwise : node.span.end;
}
