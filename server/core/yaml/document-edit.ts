import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** A document that was cut out of its file. */
export interface CutDocument {
  /** Its text with its comments, without separators; lines end in `\n`. */
  readonly yaml: string;
  /** Takes it out; `undefined` where it is the only document, so that the file itself can go. */
  readonly edit: TextEdit | undefined;
}

const separator = /^---(?:[ \t].*)?\r?$/gm;

/** Cuts out the document of a file in which a span lies, with one of the separators around it. */
export function cutDocument(text: string, { file, start }: Span): CutDocument {
  const marks = [...text.matchAll(separator)].map((match) => ({
    start: match.index,
    end: Math.min(match.index + match[0].length + 1, text.length),
  }));
  const before = marks.findLast((mark) => mark.start <= start);
  const after = marks.find((mark) => mark.start > start);
  const from = before?.end ?? 0;
  const to = after?.start ?? text.length;
  const yaml = `${text.slice(from, to).replaceAll('\r\n', '\n').trim()}\n`;
  const isFirst = text.slice(0, before?.start ?? 0).trim() === '';
  if (!after && isFirst) return { yaml, edit: undefined };
  // The first document takes the separator behind it along, any other the one before it.
  const span =
    after && isFirst
      ? { file, start: from, end: after.end }
      : { file, start: before?.start ?? 0, end: to };
  return { yaml, edit: { span, newText: '' } };
}
