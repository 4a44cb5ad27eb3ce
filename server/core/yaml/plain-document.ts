import type { FilePath, Span } from '../text/span.ts';
import { Char, endsLine } from './characters.ts';
import type { YamlEntry, YamlMap, YamlNode } from './node.ts';
import { LeaveToOtherParser, type Piece } from './plain-lines.ts';
import { PlainReader } from './plain-reader.ts';
import { checkedScalar } from './plain-values.ts';
import { copyOf } from './words.ts';

/** A text that lies in its file, for as long as it stays there: a longer or shorter one may take its place. */
export interface TextHolder {
  readonly file: FilePath;
  text: string;
  /** True if the text holds several documents: what is read of one must not keep all of it in memory. */
  readonly isShared: boolean;
}

/**
 * Reads a document that is a map, and all of which is written without anything unusual. The whole of it is looked at, but
 * values are made only of what somebody asks for: most of what a repository says concerns no rule. `null` for a document
 * that holds nothing, `undefined` for one that has to be left to another parser.
 */
export function plainDocument(
  holder: TextHolder,
  start: number,
  limit: number,
): YamlMap | null | undefined {
  try {
    return new RootReader(holder, {
      ...holder,
      start,
      limit,
      base: 0,
      isKept: !holder.isShared,
    }).read();
  } catch (error) {
    if (error instanceof LeaveToOtherParser) return undefined;
    throw error;
  }
}

/** The same document after it has moved within its file. Its values are read again when they are asked for. */
export function movedDocument(root: YamlMap, holder: TextHolder, by: number): YamlMap {
  const entries = root.entries.map((entry): YamlEntry => {
    if (entry instanceof LazyEntry) return entry.moved(holder, by);
    const keySpan = movedSpan(entry.keySpan, by);
    return { key: entry.key, keySpan, value: movedNode(entry.value, by) };
  });
  return { ...root, entries, span: movedSpan(root.span, by) };
}

/** The files in which the values of a tree are written. None is made for that: what nobody has asked for yet is of one file. */
export function filesIn(root: YamlNode, files = new Set<FilePath>()): ReadonlySet<FilePath> {
  files.add(root.span.file);
  if (root.type === 'sequence') for (const item of root.items) filesIn(item, files);
  if (root.type !== 'map') return files;
  for (const entry of root.entries) {
    files.add(entry.keySpan.file);
    if (!(entry instanceof LazyEntry)) filesIn(entry.value, files);
  }
  return files;
}

class RootReader extends PlainReader {
  readonly #holder: TextHolder;

  constructor(holder: TextHolder, piece: Piece) {
    super(piece, false);
    this.#holder = holder;
  }

  read(): YamlMap | null {
    this.#passMarker();
    const { column, at: start } = this;
    if (column < 0) return null;
    const entries: YamlEntry[] = [];
    do {
      this.key(0);
      entries.push(this.entry(column));
    } while (this.column === column);
    if (this.column >= 0) throw new LeaveToOtherParser();
    return { type: 'map', entries: entries.slice(), span: this.span(start, this.end), flow: false };
  }

  protected override entry(column: number): YamlEntry {
    if (this.depth > 0) return super.entry(column);
    const key = this.keyText();
    const keySpan = this.span(this.scalarStart, this.scalarEnd);
    const valueStart = this.at;
    // Everybody asks for the metadata.
    this.builds = key === 'metadata';
    const value = this.valueOfKey(column);
    if (this.builds) return { key, keySpan, value };
    if (value === checkedScalar) return { key, keySpan, value: this.lastScalar() };
    const limit = this.at - Math.max(0, this.column);
    return new LazyEntry([key, keySpan], this.#holder, [valueStart, limit, column]);
  }

  /** Goes to the first content, behind the separator if there is one. */
  #passMarker(): void {
    if (!this.text.startsWith('---', this.at)) {
      this.goToContent();
      return;
    }
    this.at += 3;
    const code = this.code(this.at);
    if (code !== Char.space && !endsLine(code)) throw new LeaveToOtherParser();
    this.finishLine();
  }
}

/** A key of a document whose value is made when first asked for. */
class LazyEntry implements YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly #holder: TextHolder;
  /** The value stands between the colon and the line of the next key. */
  readonly #start: number;
  readonly #limit: number;
  /** Of the key. */
  readonly #column: number;
  #value: YamlNode | undefined;

  constructor(
    [key, keySpan]: readonly [string, Span],
    holder: TextHolder,
    [start, limit, column]: readonly [number, number, number],
  ) {
    this.key = key;
    this.keySpan = keySpan;
    this.#holder = holder;
    this.#start = start;
    this.#limit = limit;
    this.#column = column;
  }

  get value(): YamlNode {
    this.#value ??= new ValueReader(this.#piece(), this.#holder).read(this.keySpan, this.#column);
    return this.#value;
  }

  /** False where what is written there holds none of some characters. */
  mayHold(characters: RegExp): boolean {
    return characters.test(this.#holder.text.slice(this.#start, this.#limit));
  }

  moved(holder: TextHolder, by: number): LazyEntry {
    const key = [this.key, movedSpan(this.keySpan, by)] as const;
    return new LazyEntry(key, holder, [this.#start + by, this.#limit + by, this.#column]);
  }

  #piece(): Piece {
    const { file, text, isShared } = this.#holder;
    const [start, limit] = [this.#start, this.#limit];
    if (!isShared) return { file, text, start, limit, base: 0, isKept: true };
    const own = copyOf(text.slice(start, limit));
    return { file, text: own, start: 0, limit: own.length, base: start, isKept: true };
  }
}

/** Values that take more characters than this stay unread within their map until somebody asks for them. */
const large = 1000;

class ValueReader extends PlainReader {
  readonly #holder: TextHolder;
  readonly #base: number;
  #nests = false;

  constructor(piece: Piece, holder: TextHolder) {
    super(piece, true);
    this.#holder = holder;
    this.#base = piece.base;
  }

  /** Reads the value of a key of the document or, of a large one, what it consists of. */
  read(keySpan: Span, column: number): YamlNode {
    this.end = keySpan.end - this.#base;
    this.#nests = column === 0;
    return this.valueOfKey(column);
  }

  protected override entry(column: number): YamlEntry {
    const isPart = this.#nests && this.depth === 1 && this.limit - this.at > large;
    return (isPart ? this.#largeEntry(column) : undefined) ?? super.entry(column);
  }

  #largeEntry(column: number): YamlEntry | undefined {
    const { at: start, scalarStart, scalarEnd, end } = this;
    this.builds = false;
    const value = this.valueOfKey(column);
    this.builds = true;
    const limit = this.at - Math.max(0, this.column);
    this.scalarStart = scalarStart;
    this.scalarEnd = scalarEnd;
    if (value !== checkedScalar && limit - start > large) {
      const key = [this.keyText(), this.span(scalarStart, scalarEnd)] as const;
      const base = this.#base;
      return new LazyEntry(key, this.#holder, [start + base, limit + base, column]);
    }
    this.at = start;
    this.end = end;
    return undefined;
  }
}

/** False for a key whose value is written without some characters, as far as its text tells. */
export function mayHold(entry: YamlEntry, characters: RegExp): boolean {
  return !(entry instanceof LazyEntry) || entry.mayHold(characters);
}

function movedNode(node: YamlNode, by: number): YamlNode {
  const span = movedSpan(node.span, by);
  if (node.type === 'sequence') {
    return { ...node, items: node.items.map((item) => movedNode(item, by)), span };
  }
  if (node.type !== 'map') return { ...node, span };
  const entries = node.entries.map(({ key, keySpan, value }) => ({
    key,
    keySpan: movedSpan(keySpan, by),
    value: movedNode(value, by),
  }));
  return { ...node, entries, span };
}

function movedSpan({ file, start, end }: Span, by: number): Span {
  return { file, start: start + by, end: end + by };
}
