import { CHOMPING_MODE, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { beginsPlain, Char, endsLine, isBlankOrEnd } from './characters.ts';
import type { YamlScalar } from './node.ts';
import { LeaveToOtherParser, type Piece, PlainLines } from './plain-lines.ts';
import { plainValue } from './plain-value.ts';
import { wordAt } from './words.ts';

/** Reads the scalars of a document: finds where each ends, and makes values of them only when asked to. */
export class PlainScalars extends PlainLines {
  /** Where the scalar that was read last begins and ends, with its quotes or the line that opens a block. */
  protected scalarStart = 0;
  protected scalarEnd = 0;
  /** What ended the last line of a text without quotes. */
  protected stop = 0;
  readonly #keepsText: boolean;
  #style: ScalarEvent['style'] = SCALAR_STYLE.PLAIN;
  #contentStart = 0;
  /** False where the value is more than the characters between its ends: escapes, several lines. */
  protected simple = true;
  #indent = -1;
  #chomping: ScalarEvent['chomping'] = CHOMPING_MODE.CLIP;

  constructor(piece: Piece) {
    super(piece);
    this.#keepsText = piece.isKept;
  }

  /** A stretch of the text as a string. */
  protected word(start: number, end: number): string {
    return wordAt(this.text, start, end, this.#keepsText);
  }

  /** The value of the scalar that was read last. */
  protected scalarValue(): YamlScalar['value'] {
    const isQuoted =
      this.#style === SCALAR_STYLE.SINGLE_QUOTED || this.#style === SCALAR_STYLE.DOUBLE_QUOTED;
    const end = isQuoted ? this.scalarEnd - 1 : this.scalarEnd;
    const value = this.simple ? this.word(this.#contentStart, end) : this.#decoded(end);
    return this.#style === SCALAR_STYLE.PLAIN ? plainValue(value) : value;
  }

  #decoded(valueEnd: number): string {
    return getScalarValue(this.text, {
      type: 4,
      valueStart: this.#contentStart,
      valueEnd,
      style: this.#style,
      chomping: this.#chomping,
      indent: this.#indent,
      fast: false,
      anchorStart: -1,
      anchorEnd: -1,
      tagStart: -1,
      tagEnd: -1,
    });
  }

  /** Reads one line of a text without quotes; `stop` tells what ended it, and `at` points there. */
  protected plainLine(): void {
    const { at } = this;
    if (!beginsPlain(this.code(at), this.code(at + 1))) throw new LeaveToOtherParser();
    this.#style = SCALAR_STYLE.PLAIN;
    this.simple = true;
    this.#contentStart = this.scalarStart = at;
    this.#goToEndOfLine(at);
  }

  /** Goes on with the same text on its next line. */
  protected continuePlain(): void {
    this.simple = false;
    this.#goToEndOfLine(this.at);
  }

  #goToEndOfLine(start: number): void {
    const { text } = this;
    let at = start;
    let end = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code > Char.space) {
        if (code === Char.colon && isBlankOrEnd(text.charCodeAt(at + 1))) {
          this.stop = Char.colon;
          break;
        }
        if (code === Char.hash && end < at) {
          this.stop = Char.hash;
          break;
        }
        end = ++at;
      } else if (code === Char.space || code === Char.tab) at++;
      else {
        this.stop = Char.lineFeed;
        break;
      }
    }
    this.at = this.stop === Char.colon ? at : end;
    this.scalarEnd = end;
  }

  /** Reads one word inside of brackets, up to what ends it there. */
  protected plainInBrackets(): void {
    const { text } = this;
    const start = this.at;
    const [first, second] = [text.charCodeAt(start), text.charCodeAt(start + 1)];
    if (!beginsPlain(first, second)) throw new LeaveToOtherParser();
    if (first === Char.dash && isFlowIndicator(second)) throw new LeaveToOtherParser();
    let at = start;
    let end = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code > Char.space) {
        if (isFlowIndicator(code)) break;
        if (code === Char.colon) {
          const next = text.charCodeAt(at + 1);
          if (isBlankOrEnd(next)) break;
          if (isFlowIndicator(next)) throw new LeaveToOtherParser();
        }
        if (code === Char.hash && end < at) break;
        end = ++at;
      } else if (code === Char.space || code === Char.tab) at++;
      else break;
    }
    this.#style = SCALAR_STYLE.PLAIN;
    this.simple = true;
    this.#contentStart = this.scalarStart = start;
    this.at = this.scalarEnd = end;
  }

  /** Reads a text in quotes whose further lines are indented by more than `parent` columns. */
  protected quoted(parent: number): void {
    const { text, limit } = this;
    const start = this.at;
    const quote = text.charCodeAt(start);
    this.#style = quote === Char.quote ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
    this.simple = true;
    let at = start + 1;
    for (;;) {
      if (at >= limit) throw new LeaveToOtherParser();
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (quote === Char.quote || text.charCodeAt(at + 1) !== quote) break;
        this.simple = false;
        at += 2;
      } else if (code === Char.backslash && quote === Char.quote) {
        this.simple = false;
        at = this.#escape(at + 1);
      } else if (code === Char.lineFeed) {
        this.simple = false;
        at = this.#nextQuotedLine(at + 1, parent);
      } else at++;
    }
    this.#contentStart = start + 1;
    this.scalarStart = start;
    this.at = this.scalarEnd = at + 1;
  }

  /** Passes one escape; a line break that is escaped is passed like any other. */
  #escape(at: number): number {
    const code = this.code(at);
    if (code === Char.carriageReturn || code === Char.lineFeed) return at;
    if (simpleEscapes.has(code)) return at + 1;
    const digits = code === 120 ? 2 : code === 117 ? 4 : 0;
    if (digits === 0 || !/^[\da-fA-F]+$/.test(this.text.slice(at + 1, at + 1 + digits))) {
      throw new LeaveToOtherParser();
    }
    return at + 1 + digits;
  }

  #nextQuotedLine(start: number, parent: number): number {
    let line = start;
    for (;;) {
      let at = line;
      while (this.code(at) === Char.space) at++;
      const code = this.code(at);
      if (at >= this.limit || code === Char.tab) throw new LeaveToOtherParser();
      if (!endsLine(code)) {
        if (at - line <= parent) throw new LeaveToOtherParser();
        return at;
      }
      line = this.nextLine(at);
    }
  }

  /** Reads a block of text, `|` or `>`, whose lines are indented by more than `parent` columns. */
  protected block(parent: number): void {
    const { text, limit } = this;
    const start = this.at;
    this.#style =
      text.charCodeAt(start) === Char.bar ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
    this.simple = false;
    const line = this.#blockHeader(start + 1);
    let at = line;
    let indent = -1;
    let blankIndent = 0;
    while (at < limit) {
      let end = at;
      while (text.charCodeAt(end) === Char.space) end++;
      const code = text.charCodeAt(end);
      const column = end - at;
      if (end >= limit) {
        if (column > 0) throw new LeaveToOtherParser();
        break;
      }
      if (!endsLine(code)) {
        if (code === Char.tab && (indent < 0 || column < indent)) throw new LeaveToOtherParser();
        if (indent < 0) {
          if (column <= parent) break;
          if (column < blankIndent) throw new LeaveToOtherParser();
          indent = column;
        } else if (column < indent) break;
      } else if (indent < 0 && column > blankIndent) blankIndent = column;
      at = this.nextLine(end);
    }
    this.#indent = indent;
    this.#contentStart = line;
    this.scalarStart = start;
    this.at = this.scalarEnd = at;
    this.passedComment = false;
    this.goToContent();
  }

  /** Reads what may follow `|` or `>`; the start of the next line. */
  #blockHeader(offset: number): number {
    let at = offset;
    const code = this.code(at);
    this.#chomping = CHOMPING_MODE.CLIP;
    if (code === Char.dash || code === Char.plus) {
      this.#chomping = code === Char.dash ? CHOMPING_MODE.STRIP : CHOMPING_MODE.KEEP;
      at++;
    }
    const end = this.skipBlanks(at);
    const next = this.code(end);
    const isComment = next === Char.hash && end > at;
    if (!isComment && next !== Char.lineFeed && next !== Char.carriageReturn) {
      throw new LeaveToOtherParser();
    }
    const lineBreak = this.text.indexOf('\n', end);
    if (lineBreak < 0) throw new LeaveToOtherParser();
    return lineBreak + 1;
  }
}

function isFlowIndicator(code: number): boolean {
  return (
    code === Char.comma ||
    code === Char.openBracket ||
    code === Char.closeBracket ||
    code === Char.openBrace ||
    code === Char.closeBrace
  );
}

/** What may stand behind a backslash and is one character (https://yaml.org/spec/1.2.2/#57-escaped-characters). */
const simpleEscapes = new Set(Array.from('0abtnvfre "/\\', (each) => each.charCodeAt(0)));
