import type { FilePath, Span } from '../text/span.ts';
import { Char, endsLine, isBlankOrEnd } from './characters.ts';
import { KeyHashes, mayBeNoText } from './key-hashes.ts';
import type { YamlEntry, YamlNode } from './node.ts';
import { LeaveToOtherParser, type Piece } from './plain-lines.ts';
import { PlainScalars } from './plain-scalars.ts';
import { plainValue } from './plain-value.ts';

/** Collections in collections; what goes deeper is left to the other parsers. */
const deepest = 90;

/** Keys without a `?` are short (https://yaml.org/spec/1.2.2/#742-flow-mappings). */
const longestKey = 1000;

/**
 * Reads the common subset of YAML: blocks, brackets and texts in all styles, but no anchors, tags, merge keys, explicit
 * keys or directives. It either makes nodes of what it reads, or only makes sure that it could: then next to nothing is
 * allocated. Throws `LeaveToOtherParser` at whatever is unusual or wrong.
 */
export class PlainReader extends PlainScalars {
  /** End of what was read last: an empty value stands there. */
  protected end: number;
  /** Makes nodes; otherwise it gives back that there could be one. */
  protected builds: boolean;
  readonly #file: FilePath;
  readonly #base: number;
  /** False where all keys were checked in an earlier reading. */
  readonly #checksKeys: boolean;
  /** Collections around what is being read. */
  protected depth = 0;

  constructor(piece: Piece, isChecked: boolean) {
    super(piece);
    this.#file = piece.file;
    this.#base = piece.base;
    this.builds = isChecked;
    this.#checksKeys = !isChecked;
    this.end = piece.start;
    if (!isChecked) keys.reset();
  }

  /** Reads the value at the first content of a document. */
  protected rootValue(): YamlNode {
    return this.#nested(-1);
  }

  /** Reads the value behind the colon that was passed last, of a key in column `parent`. */
  protected valueOfKey(parent: number): YamlNode {
    const start = this.skipBlanks(this.at);
    const code = this.code(start);
    if (endsLine(code) || code === Char.hash) {
      this.finishLine();
      if (this.column > parent) return this.#nested(parent);
      return this.column === parent && this.isItem() ? this.#sequence() : this.#nothing();
    }
    if (this.code(start - 1) === Char.tab) throw new LeaveToOtherParser();
    this.at = start;
    return this.#inline(code, parent);
  }

  /** Makes an entry of the key that was read last and its value. */
  protected entry(column: number): YamlEntry {
    const key = this.keyText();
    const keySpan = this.span(this.scalarStart, this.scalarEnd);
    return { key, keySpan, value: this.valueOfKey(column) };
  }

  /** Reads a key and goes behind its colon. */
  protected key(map: number): void {
    const code = this.code(this.at);
    const isQuoted = code === Char.quote || code === Char.apostrophe;
    if (isQuoted) {
      this.quoted(0);
      this.at = this.skipBlanks(this.at);
      const isKey = this.code(this.at) === Char.colon && isBlankOrEnd(this.code(this.at + 1));
      if (!isKey) throw new LeaveToOtherParser();
    } else {
      this.plainLine();
      if (this.stop !== Char.colon) throw new LeaveToOtherParser();
    }
    this.at++;
    this.checkKey(map, isQuoted);
  }

  /** Refuses keys that are there already, or may mean something else than their text. */
  protected checkKey(map: number, isQuoted: boolean): void {
    this.end = this.scalarEnd;
    if (!this.#checksKeys) return;
    const { text } = this;
    const start = isQuoted ? this.scalarStart + 1 : this.scalarStart;
    const end = isQuoted ? this.scalarEnd - 1 : this.scalarEnd;
    const isMerge = end - start === 2 && text.startsWith('<<', start);
    if (isMerge || end - start > longestKey || !this.simple) throw new LeaveToOtherParser();
    if (!keys.add(map, text, start, end, !isQuoted)) throw new LeaveToOtherParser();
  }

  /** The key that was read last, as a map has it. */
  protected keyText(): string {
    const { text, scalarStart, scalarEnd } = this;
    const code = this.code(scalarStart);
    if (code === Char.quote || code === Char.apostrophe) {
      return this.word(scalarStart + 1, scalarEnd - 1);
    }
    const word = this.word(scalarStart, scalarEnd);
    return mayBeNoText(text, scalarStart, scalarEnd) ? String(plainValue(word)) : word;
  }

  protected span(start: number, end: number): Span {
    return { file: this.#file, start: start + this.#base, end: end + this.#base };
  }

  /** Reads a value that begins on the line of its key or dash. */
  #inline(code: number, parent: number): YamlNode {
    switch (code) {
      case Char.bar:
      case Char.greater:
        this.block(parent);
        return this.#scalar();
      case Char.quote:
      case Char.apostrophe:
        this.quoted(parent);
        this.finishLine();
        return this.#scalar();
      case Char.openBracket:
      case Char.openBrace: {
        const node = this.#brackets(parent);
        this.finishLine();
        return node;
      }
      default:
        this.plainLine();
        return this.#restOfPlain(parent);
    }
  }

  /** Reads a value in a column further to the right than `parent`, where a list or a map may begin. */
  #nested(parent: number): YamlNode {
    const { at, column } = this;
    const code = this.code(at);
    if (this.isItem()) return this.#sequence();
    if (code === Char.openBracket || code === Char.openBrace) return this.#inline(code, parent);
    if (code === Char.bar || code === Char.greater) throw new LeaveToOtherParser();
    if (code === Char.quote || code === Char.apostrophe) {
      this.quoted(parent);
      if (this.code(this.skipBlanks(this.at)) === Char.colon) {
        this.at = at;
        return this.#map(column);
      }
      this.finishLine();
      return this.#scalar();
    }
    this.plainLine();
    if (this.stop !== Char.colon) return this.#restOfPlain(parent);
    this.at = at;
    return this.#map(column);
  }

  #map(column: number): YamlNode {
    const start = this.at;
    const map = this.#enter();
    const pairs: YamlEntry[] = [];
    do {
      this.key(map);
      if (this.builds) pairs.push(this.entry(column));
      else this.valueOfKey(column);
    } while (this.column === column);
    this.#leave(map, column);
    if (!this.builds) return checked;
    return { type: 'map', entries: pairs.slice(), span: this.span(start, this.end), flow: false };
  }

  #sequence(): YamlNode {
    const { at: start, column } = this;
    const map = this.#enter();
    const items: YamlNode[] = [];
    this.end = start;
    do {
      const item = this.#item(column);
      if (this.builds) items.push(item);
    } while (this.column === column && this.isItem());
    this.#leave(map, column);
    if (!this.builds) return checked;
    return { type: 'sequence', items: items.slice(), span: this.span(start, this.end), flow: false };
  }

  /** Reads what stands behind a dash in column `parent`. */
  #item(parent: number): YamlNode {
    const dash = this.at;
    const start = this.skipBlanks(dash + 1);
    const code = this.code(start);
    if (endsLine(code) || code === Char.hash) {
      this.at = dash + 1;
      this.finishLine();
      return this.column > parent ? this.#nested(parent) : this.#nothing();
    }
    if (this.code(start - 1) === Char.tab) throw new LeaveToOtherParser();
    this.at = start;
    this.column = parent + start - dash;
    const opensBlock = code === Char.bar || code === Char.greater;
    return opensBlock ? this.#inline(code, parent) : this.#nested(parent);
  }

  /** Reads the further lines of a text without quotes, of which the first was read. */
  #restOfPlain(parent: number): YamlNode {
    if (this.stop === Char.colon) throw new LeaveToOtherParser();
    this.finishLine();
    while (this.column > parent) {
      if (this.passedComment) throw new LeaveToOtherParser();
      this.continuePlain();
      if (this.stop === Char.colon) throw new LeaveToOtherParser();
      this.finishLine();
    }
    return this.#scalar();
  }

  #brackets(parent: number): YamlNode {
    const { at: start } = this;
    const isMap = this.code(start) === Char.openBrace;
    const map = this.#enter();
    const pairs: YamlEntry[] = [];
    const items: YamlNode[] = [];
    const close = isMap ? Char.closeBrace : Char.closeBracket;
    this.at = this.end = start + 1;
    for (;;) {
      this.#spaceInBrackets(parent);
      if (this.code(this.at) === close) break;
      if (isMap) this.#pairInBrackets(parent, map, pairs);
      else {
        const item = this.#inBrackets(parent);
        if (this.builds) items.push(item);
      }
      this.#spaceInBrackets(parent);
      const next = this.code(this.at);
      if (next === close) break;
      if (next !== Char.comma) throw new LeaveToOtherParser();
      this.at++;
    }
    this.at = this.end = this.at + 1;
    keys.close(map);
    this.depth--;
    if (!this.builds) return checked;
    const span = this.span(start, this.end);
    return isMap
      ? { type: 'map', entries: pairs.slice(), span, flow: true }
      : { type: 'sequence', items: items.slice(), span, flow: true };
  }

  #pairInBrackets(parent: number, map: number, pairs: YamlEntry[]): void {
    const code = this.code(this.at);
    const isQuoted = code === Char.quote || code === Char.apostrophe;
    if (isQuoted) this.quoted(parent);
    else this.plainInBrackets();
    this.checkKey(map, isQuoted);
    const key = this.builds ? this.keyText() : '';
    const keySpan = this.builds ? this.span(this.scalarStart, this.scalarEnd) : noSpan;
    this.at = this.skipBlanks(this.at);
    const value = this.code(this.at) === Char.colon ? this.#valueInBrackets(parent) : this.#nothing();
    if (this.builds) pairs.push({ key, keySpan, value });
  }

  #valueInBrackets(parent: number): YamlNode {
    this.at++;
    if (!isBlankOrEnd(this.code(this.at))) throw new LeaveToOtherParser();
    this.#spaceInBrackets(parent);
    const code = this.code(this.at);
    const isMissing = code === Char.comma || code === Char.closeBrace;
    return isMissing ? this.#nothing() : this.#inBrackets(parent);
  }

  #inBrackets(parent: number): YamlNode {
    const code = this.code(this.at);
    if (code === Char.openBracket || code === Char.openBrace) return this.#brackets(parent);
    if (code === Char.quote || code === Char.apostrophe) this.quoted(parent);
    else this.plainInBrackets();
    return this.#scalar();
  }

  /** Passes blanks, line breaks and comments between brackets; lines are indented by more than `parent` columns. */
  #spaceInBrackets(parent: number): void {
    const { at } = this;
    const next = this.skipBlanks(at);
    const code = this.code(next);
    const isComment = code === Char.hash && next > at;
    if (!isComment && !endsLine(code)) {
      this.at = next;
      return;
    }
    this.finishLine();
    if (this.column <= parent) throw new LeaveToOtherParser();
  }

  #scalar(): YamlNode {
    this.end = this.scalarEnd;
    return this.builds ? this.lastScalar() : checkedScalar;
  }

  /** The scalar that was read last. */
  protected lastScalar(): YamlNode {
    const span = this.span(this.scalarStart, this.scalarEnd);
    return { type: 'scalar', value: this.scalarValue(), span };
  }

  #nothing(): YamlNode {
    return this.builds
      ? { type: 'scalar', value: null, span: this.span(this.end, this.end) }
      : checked;
  }

  /** True where a list item begins. */
  protected isItem(): boolean {
    return this.code(this.at) === Char.dash && isBlankOrEnd(this.code(this.at + 1));
  }

  #enter(): number {
    if (++this.depth > deepest) throw new LeaveToOtherParser();
    return keys.open();
  }

  /** Ends a block: what comes next is further to the left, or the next key that a list in its column belongs to. */
  #leave(map: number, column: number): void {
    if (this.column > column) throw new LeaveToOtherParser();
    keys.close(map);
    this.depth--;
  }
}

/** Shared, because nothing is read while something else is being read. */
const keys = new KeyHashes();

const noSpan: Span = { file: '', start: 0, end: 0 };

/** Stands for a value while nothing is made of it. */
const checked: YamlNode = { type: 'unknown', why: 'it was only checked', span: noSpan };

/** Stands for the scalar that was read last, of which `lastScalar` can still be made. */
export const checkedScalar: YamlNode = { ...checked };
