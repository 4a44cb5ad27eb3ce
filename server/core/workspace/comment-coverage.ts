import type { LineMap } from '../text/line-map.ts';
import type { Span } from '../text/span.ts';

/** Lines from 0, both inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Tells which lines a comment on a line speaks of. */
export class CommentCoverage {
  /** For each line the next one that holds more than a comment. */
  readonly #nextContent: readonly number[];
  /** Where the texts of several lines end that begin on a line: no comment of its own can stand in them. */
  readonly #lastLines = new Map<number, number>();

  constructor(lines: readonly string[], map: LineMap, scalars: readonly Span[]) {
    this.#nextContent = nextContent(lines);
    for (const { start, end } of scalars) {
      const first = map.positionAt(start).line;
      const last = map.positionAt(Math.max(start, end - 1)).line;
      if (last > (this.#lastLines.get(first) ?? first)) this.#lastLines.set(first, last);
    }
  }

  /** The comment's own line and, where it stands alone, the next one with content. */
  of(line: number, alone: boolean): readonly LineRange[] {
    const next = this.#nextContent[line] ?? line;
    return (alone ? [line, next] : [line]).map((first) => ({
      first,
      last: this.#lastLines.get(first) ?? first,
    }));
  }
}

/** Comments may stand in a row above the line they speak of. */
function nextContent(lines: readonly string[]): readonly number[] {
  const numbers: number[] = [];
  let next: number | undefined;
  for (let line = lines.length - 1; line >= 0; line--) {
    numbers[line] = next ?? line;
    if (!/^\s*(#.*)?$/.test(lines[line] ?? '')) next = line;
  }
  return numbers;
}
