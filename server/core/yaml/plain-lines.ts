import type { FilePath } from '../text/span.ts';
import { Char, endsLine } from './characters.ts';

/** Ends a reading that meets something out of the ordinary; never seen outside the parsers. */
export class LeaveToOtherParser extends Error {}

/** Where a reader begins and ends: offsets in a text that begins `base` characters behind the beginning of its file. */
export interface Piece {
  readonly file: FilePath;
  readonly text: string;
  readonly start: number;
  readonly limit: number;
  readonly base: number;
  /** True if the text is kept in memory anyway, so that strings may be pieces of it. */
  readonly isKept: boolean;
}

/**
 * Walks over the lines of one document that is written without anything unusual. What the walk is not sure of ends it:
 * tabs in an indentation, directives, the end of a document within a text.
 */
export class PlainLines {
  protected readonly text: string;
  /** End of the document in the text. */
  protected readonly limit: number;
  protected at: number;
  /** Column of the content that `at` points to; -1 behind the last content. */
  protected column = -1;
  /** True if a comment was passed on the way to the content: it ends texts without quotes. */
  protected passedComment = false;

  constructor({ text, start, limit }: Piece) {
    this.text = text;
    this.at = start;
    this.limit = limit;
  }

  protected code(offset: number): number {
    return this.text.charCodeAt(offset);
  }

  /** Leaves a line on which nothing but a comment may follow, and goes to the next content. */
  protected finishLine(): void {
    const { at } = this;
    const end = this.skipBlanks(at);
    const code = this.code(end);
    this.passedComment = code === Char.hash;
    if (this.passedComment) {
      if (end === at) throw new LeaveToOtherParser();
    } else if (!endsLine(code)) throw new LeaveToOtherParser();
    this.at = this.nextLine(end);
    this.goToContent();
  }

  /** Goes from the start of a line to the next content, there or on a later line. */
  protected goToContent(): void {
    let { at } = this;
    const { limit } = this;
    while (at < limit) {
      let end = at;
      let code = this.code(end);
      while (code === Char.space) code = this.code(++end);
      if (code === Char.lineFeed) at = end + 1;
      else if (code === Char.hash) {
        this.passedComment = true;
        at = this.nextLine(end);
      } else if (code === Char.carriageReturn) at = this.nextLine(end);
      else if (code === Char.tab) throw new LeaveToOtherParser();
      else if (end >= limit) break;
      else {
        this.column = end - at;
        this.at = end;
        if (this.column === 0) this.#refuseMarker(code);
        return;
      }
    }
    this.at = limit;
    this.column = -1;
  }

  /** The start of the line behind the one that holds an offset. */
  protected nextLine(offset: number): number {
    const lineBreak = this.text.indexOf('\n', offset);
    return lineBreak < 0 ? this.limit : lineBreak + 1;
  }

  /** Passes spaces; where a tab stands among them, the columns are not clear. */
  protected skipSpaces(offset: number): number {
    let end = offset;
    while (this.code(end) === Char.space) end++;
    if (this.code(end) === Char.tab) throw new LeaveToOtherParser();
    return end;
  }

  protected skipBlanks(offset: number): number {
    let end = offset;
    let code = this.code(end);
    while (code === Char.space || code === Char.tab) code = this.code(++end);
    return end;
  }

  #refuseMarker(code: number): void {
    const isMarker =
      code === Char.percent || (code === Char.dot && this.code(this.at + 1) === code);
    if (isMarker) throw new LeaveToOtherParser();
  }
}
