import { compareSpans, type FilePath, type Span } from './span.ts';

/** Replaces one stretch of a file by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A file that comes into being with `text`. */
export interface FileCreation {
  readonly file: FilePath;
  readonly text: string;
}

/** Applies the edits that concern one text. Throws if two of them overlap: that is a bug of the caller. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => compareSpans(a.span, b.span));
  let result = '';
  let at = 0;
  for (const { span, newText } of ordered) {
    if (span.start < at) throw new Error(`overlapping edits at offset ${span.start}`);
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** The line break a text uses, so that inserted lines look like the others. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** A new file whose lines end like those of the text it is written beside. */
export function creationBeside(text: string, file: FilePath, yaml: string): FileCreation {
  return { file, text: yaml.replaceAll('\n', lineBreakOf(text)) };
}
