import { Char, endsLine, isBlankOrEnd } from './characters.ts';
import type { YamlEntry, YamlNode } from './node.ts';
import { LeaveToOtherParser } from './plain-lines.ts';
import { checked, keys, PlainValues } from './plain-values.ts';

/**
 * Reads the common subset of YAML: blocks, brackets and texts in all styles, but no anchors, tags, merge keys, explicit
 * keys or directives. It either makes nodes of what it reads, or only makes sure that it could: then next to nothing is
 * allocated. Throws `LeaveToOtherParser` at whatever is unusual or wrong.
 */
export class PlainReader extends PlainValues {
  /** Reads the value at the first content of a document. */
  protected rootValue(): YamlNode {
    return this.#nested(-1);
  }

  /** Reads the value behind the colon that was passed last, of a key in column `parent`. */
  protected valueOfKey(parent: number): YamlNode {
    const start = this.skipSpaces(this.at);
    const code = this.code(start);
    if (endsLine(code) || code === Char.hash) {
      this.finishLine();
      if (this.column > parent) return this.#nested(parent);
      return this.column === parent && this.isItem() ? this.#sequence() : this.nothing();
    }
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

  /** Reads a value that begins on the line of its key or dash. */
  #inline(code: number, parent: number): YamlNode {
    switch (code) {
      case Char.bar:
      case Char.greater:
        this.block(parent);
        return this.scalar();
      case Char.quote:
      case Char.apostrophe:
        this.quoted(parent);
        this.finishLine();
        return this.scalar();
      case Char.openBracket:
      case Char.openBrace: {
        const node = this.brackets(parent);
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
      return this.scalar();
    }
    this.plainLine();
    if (this.stop !== Char.colon) return this.#restOfPlain(parent);
    this.at = at;
    return this.#map(column);
  }

  #map(column: number): YamlNode {
    const start = this.at;
    const map = this.enter();
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
    const map = this.enter();
    const items: YamlNode[] = [];
    this.end = start;
    do {
      const item = this.#item(column);
      if (this.builds) items.push(item);
    } while (this.column === column && this.isItem());
    this.#leave(map, column);
    if (!this.builds) return checked;
    return {
      type: 'sequence',
      items: items.slice(),
      span: this.span(start, this.end),
      flow: false,
    };
  }

  /** Reads what stands behind a dash in column `parent`. */
  #item(parent: number): YamlNode {
    const dash = this.at;
    const start = this.skipSpaces(dash + 1);
    const code = this.code(start);
    if (endsLine(code) || code === Char.hash) {
      this.at = dash + 1;
      this.finishLine();
      return this.column > parent ? this.#nested(parent) : this.nothing();
    }
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
    return this.scalar();
  }

  /** True where a list item begins. */
  protected isItem(): boolean {
    return this.code(this.at) === Char.dash && isBlankOrEnd(this.code(this.at + 1));
  }

  /** Ends a block: what comes next is further to the left, or the next key that a list in its column belongs to. */
  #leave(map: number, column: number): void {
    if (this.column > column) throw new LeaveToOtherParser();
    keys.close(map);
    this.depth--;
  }
}
