import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  type Node,
  type Pair,
  Parser,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { FilePath, Span } from '../text/span.ts';
import { AliasBudget, tooManyValues } from './alias-budget.ts';
import { mapOf, type PairSource } from './map-entries.ts';
import { isNothing, type YamlNode } from './node.ts';
import type { SyntaxProblem, YamlDocument } from './parse.ts';
import { problemText } from './problem-text.ts';
import { isBeyondRecovery } from './recovery-limit.ts';

/**
 * Reads all documents of a text, going on behind errors. About ten times slower than the fast way. `base` is where the text
 * begins in its file.
 */
export function recoveringParse(file: FilePath, text: string, base = 0): readonly YamlDocument[] {
  const wholly = { file, start: base, end: base + Math.min(text.length, 1) };
  if (isBeyondRecovery(text)) {
    const message = 'too much on one line, or too many brackets, to tell what is wrong';
    return [{ root: undefined, problems: [{ message, span: wholly }] }];
  }
  try {
    const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const parsed = [...composer.compose(withFewErrors(new Parser().parse(text)))];
    return parsed.map((document) => locate(file, document, base, text.length));
  } catch (error) {
    // The library recurses: some thousand levels of brackets exhaust the stack.
    const message = error instanceof Error ? error.message : String(error);
    return [{ root: undefined, problems: [{ message: problemText(message), span: wholly }] }];
  }
}

/** Errors of one document that are told; behind its end every token is one. */
const mostErrors = 100;

function* withFewErrors(tokens: Iterable<CST.Token>): Iterable<CST.Token> {
  let errors = 0;
  for (const token of tokens) {
    if (token.type === 'document' || token.type === 'doc-end') errors = 0;
    if (token.type !== 'error' || ++errors <= mostErrors) yield token;
  }
}

/** What the library misses at the end of a text it finds one character behind it. */
function locate(
  file: FilePath,
  document: Document.Parsed,
  base: number,
  length: number,
): YamlDocument {
  const place = (offset: number) => base + Math.min(offset, length);
  const problems = document.errors.map(({ message, pos: [start, end] }) => ({
    message: problemText(message),
    span: { file, start: place(start), end: place(end) },
  }));
  const converter = new Converter(file, document, base);
  const root = document.contents ? converter.node(document.contents) : undefined;
  return {
    root: isNothing(root) ? undefined : root,
    problems: [...problems, ...converter.problems],
  };
}

/** Turns the library's tree into ours. One instance per document, because anchors live in a document. */
class Converter {
  readonly problems: SyntaxProblem[] = [];
  readonly #file: FilePath;
  readonly #document: Document.Parsed;
  readonly #base: number;
  readonly #done = new Map<Node, YamlNode>();
  #targets: ReadonlyMap<Alias, Node> | undefined;
  readonly #budget = new AliasBudget();

  constructor(file: FilePath, document: Document.Parsed, base: number) {
    this.#file = file;
    this.#document = document;
    this.#base = base;
  }

  node(source: Node): YamlNode {
    const known = this.#done.get(source);
    if (known) return known;
    // An alias to a value that is still being read would never end.
    this.#done.set(source, this.#unknown(source, 'the alias refers to itself'));
    const node = this.#convert(source);
    this.#done.set(source, node);
    return node;
  }

  #convert(source: Node): YamlNode {
    if (isAlias(source)) return this.#alias(source);
    if (isMap(source)) return this.#map(source);
    if (isCollection(source)) return this.#sequence(source);
    const value = isScalar(source) ? plain(source.value) : null;
    return { type: 'scalar', value, span: this.#span(source) };
  }

  #alias(alias: Alias): YamlNode {
    this.#targets ??= targetsIn(this.#document);
    const target = this.#targets.get(alias);
    if (!target)
      return this.#unknown(alias, `\`*${alias.source}\` is not defined in this document`);
    const value = this.#budget.spend(this.node(target));
    return value ? { ...value, span: this.#span(alias) } : this.#unknown(alias, tooManyValues);
  }

  #map(map: YAMLMap): YamlNode {
    const flow = map.flow === true;
    const items = map.items as readonly Pair<Node, Node | null>[];
    const pairs = items.map((pair): PairSource => {
      const keySpan = this.#span(pair.key);
      const value: YamlNode = pair.value ? this.node(pair.value) : this.#nothing(keySpan.end);
      return { key: keyText(pair.key), keySpan, value };
    });
    const last = pairs.at(-1);
    const end = last && endOf(last);
    // A pair that stands in a list without braces ends like a block.
    const hasBraces = flow && map.range?.[0] !== items[0]?.key.range?.[0];
    return mapOf(pairs, this.#span(map, hasBraces ? undefined : end), flow, this.problems);
  }

  #sequence(source: YAMLSeq | YAMLMap): YamlNode {
    const flow = source.flow === true;
    const items = source.items.map((item) =>
      isNode(item) ? this.node(item) : this.#lonePair(source),
    );
    const end = items.at(-1)?.span.end;
    return { type: 'sequence', items, span: this.#span(source, flow ? undefined : end), flow };
  }

  #lonePair(source: Node): YamlNode {
    return this.#unknown(source, 'the list item is no plain value');
  }

  #nothing(at: number): YamlNode {
    return { type: 'scalar', value: null, span: { file: this.#file, start: at, end: at } };
  }

  #unknown(source: Node, why: string): YamlNode {
    return { type: 'unknown', why, span: this.#span(source) };
  }

  #span(source: Node, lastEnd?: number): Span {
    const [start, end] = source.range ?? [0, 0];
    return { file: this.#file, start: start + this.#base, end: lastEnd ?? end + this.#base };
  }
}

/** What each alias stands for: the last node of that name before it. The library goes through the document for each. */
function targetsIn(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Alias: (_key, alias) => {
      const target = anchors.get(alias.source);
      if (target) targets.set(alias, target);
    },
    Value: (_key, node) => {
      if (node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** Behind the key where there is no value: the library has an empty one behind the colon. */
function endOf({ keySpan, value: { span } }: PairSource): number {
  return span.start === span.end ? keySpan.end : Math.max(span.end, keySpan.end);
}

function keyText(key: Node): string {
  return isScalar(key) ? String(key.value) : '';
}

function plain(value: unknown): string | number | bigint | boolean | null {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      return null;
  }
}
