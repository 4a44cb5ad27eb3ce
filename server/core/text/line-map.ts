/** Zero-based line and UTF-16 column, as LSP counts them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Converts between offsets and lines of one text; built once per text. A line ends as LSP has it: with a line feed, a
 * carriage return, or both.
 */
export class LineMap {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = loneReturn.test(text) ? startsByPattern(text) : startsByLineFeed(text);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Position of an offset; offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStart(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - this.lineStart(low) };
  }

  /** Offset of a position; lines and columns beyond the text are moved to its nearest end. */
  offsetAt(position: Position): number {
    const start = this.lineStart(position.line);
    return Math.min(start + position.column, this.lineStart(position.line + 1));
  }

  /** Offset at which a line begins; the length of the text for lines after the last one. */
  lineStart(line: number): number {
    return line < 0 ? 0 : (this.#starts[line] ?? this.#length);
  }
}

/** What ends a line. */
export const lineEnd = /\r\n?|\n/g;

const loneReturn = /\r(?!\n)/;

function startsByPattern(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(lineEnd), ({ 0: end, index }) => index + end.length)];
}

/** As it is in nearly all texts, and many times as fast. */
function startsByLineFeed(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}
