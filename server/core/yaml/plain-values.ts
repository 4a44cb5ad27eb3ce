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
 * Reads values that are scalars or stand in brackets. It either makes nodes of what it reads, or only makes sure that it
 * could: then next to nothing is allocated.
 */
export class PlainValues extends PlainScalars {
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

  /** Reads a list or a map in brackets; further lines are indented by more than `parent` columns. */
  protected brackets(parent: number): YamlNode {
    const { at: start } = this;
    const isMap = this.code(start) === Char.openBrace;
    const map = this.enter();
    const pairs: YamlEntry[] = [];
    const items: YamlNode[] = [];
    const close = isMap ? Char.closeBrace : Char.closeBracket;
    this.at = this.end = start + 1;
    for (;;) {
      this.#spaceWithin(parent);
      if (this.code(this.at) === close) break;
      if (isMap) this.#pairInBrackets(parent, map, pairs);
      else {
        const item = this.#inBrackets(parent);
        if (this.builds) items.push(item);
      }
      this.#spaceWithin(parent);
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
    const value =
      this.code(this.at) === Char.colon ? this.#valueInBrackets(parent) : this.nothing();
    if (this.builds) pairs.push({ key, keySpan, value });
  }

  #valueInBrackets(parent: number): YamlNode {
    this.at++;
    if (!isBlankOrEnd(this.code(this.at))) throw new LeaveToOtherParser();
    this.#spaceWithin(parent);
    const code = this.code(this.at);
    const isMissing = code === Char.comma || code === Char.closeBrace;
    return isMissing ? this.nothing() : this.#inBrackets(parent);
  }

  #inBrackets(parent: number): YamlNode {
    const code = this.code(this.at);
    if (code === Char.openBracket || code === Char.openBrace) return this.brackets(parent);
    if (code === Char.quote || code === Char.apostrophe) this.quoted(parent);
    else this.plainInBrackets();
    return this.scalar();
  }

  /** Passes blanks, line breaks and comments between brackets; lines are indented by more than `parent` columns. */
  #spaceWithin(parent: number): void {
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

  protected scalar(): YamlNode {
    this.end = this.scalarEnd;
    return this.builds ? this.lastScalar() : checkedScalar;
  }

  /** The scalar that was read last. */
  protected lastScalar(): YamlNode {
    const span = this.span(this.scalarStart, this.scalarEnd);
    return { type: 'scalar', value: this.scalarValue(), span };
  }

  /** The value of a key behind which nothing is written. */
  protected nothing(): YamlNode {
    return this.builds
      ? { type: 'scalar', value: null, span: this.span(this.end, this.end) }
      : checked;
  }

  /** Begins a collection; gives back what its keys are checked by. */
  protected enter(): number {
    if (++this.depth > deepest) throw new LeaveToOtherParser();
    return keys.open();
  }
}

/** Shared, because nothing is read while something else is being read. */
export const keys = new KeyHashes();

const noSpan: Span = { file: '', start: 0, end: 0 };

/** Stands for a value while nothing is made of it. */
export const checked: YamlNode = { type: 'unknown', why: 'it was only checked', span: noSpan };

/** Stands for the scalar that was read last, of which `lastScalar` can still be made. */
export const checkedScalar: YamlNode = { ...checked };
