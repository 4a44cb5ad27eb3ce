import type { RangeOutput } from './check-output.ts';
import type { SourceLines } from './source-lines.ts';
import type { Style } from './style.ts';
import { clip, displayWidth, visible } from './visible-text.ts';

/** The first source line of a range with an underline, in the manner of compilers; nothing if it is not known. */
export function excerpt(
  range: RangeOutput,
  lines: SourceLines,
  style: Style,
  mark: (text: string) => string,
): readonly string[] {
  const source = lines(range.file, range.line);
  if (source === undefined) return [];
  const number = String(range.line);
  const margin = ' '.repeat(number.length);
  const { before, marked, after } = cut(source, range, style.clipAt - number.length - 6);
  const underline = ' '.repeat(displayWidth(before)) + '^'.repeat(displayWidth(marked) || 1);
  return [
    `  ${margin} ${style.faint('|')}`,
    `  ${style.faint(`${number} |`)} ${before}${marked}${after}`.trimEnd(),
    `  ${margin} ${style.faint('|')} ${mark(underline)}`,
  ];
}

/** The parts of a line before, in and after a range, made printable and short enough for `room` columns. */
function cut(source: string, range: RangeOutput, room: number) {
  const start = range.column - 1;
  const end = range.endLine === range.line ? range.endColumn - 1 : source.length;
  const before = lastColumns(visible(source.slice(Math.max(0, start - room), start)), room >> 1);
  const left = room - displayWidth(before);
  const marked = clip(visible(source.slice(start, Math.min(end, start + room))), left);
  const rest = left - displayWidth(marked);
  const after = rest > 0 ? clip(visible(source.slice(end, end + room)), rest) : '';
  return { before, marked, after };
}

function lastColumns(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const characters = [...text];
  let used = 1;
  let from = characters.length;
  while (from > 0) {
    used += displayWidth(characters[from - 1] ?? '');
    if (used > width) break;
    from--;
  }
  return `…${characters.slice(from).join('')}`;
}
