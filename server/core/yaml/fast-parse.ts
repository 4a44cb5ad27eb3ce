import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { FilePath, Span } from '../text/span.ts';
import { AliasBudget, tooManyValues } from './alias-budget.ts';
import { mapOf, type PairSource } from './map-entries.ts';
import { isNothing, type YamlNode, type YamlScalar } from './node.ts';
import type { SyntaxProblem, YamlDocument } from './parse.ts';
import { LeaveToOtherParser } from './plain-lines.ts';
import { plainValue } from './plain-value.ts';
import { unusualBreakIn } from './unusual-characters.ts';

/**
 * Reads a text from the flat list of events that js-yaml gives, about ten times as fast as with a syntax tree.
 * Gives up (`undefined`) at the first thing out of the ordinary; then the recovering parser has to read it. `base` is where
 * the text begins in its file.
 */
export function fastParse(
  file: FilePath,
  text: string,
  base = 0,
): readonly YamlDocument[] | undefined {
  if (unusualBreakIn(text) || isReadOtherwise(text)) return undefined;
  try {
    return new EventReader(file, text, base).documents();
  } catch (error) {
    // js-yaml throws on the first syntax error, and the reader on what it leaves to the other parser.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Separators that are indented, marks and tabs that stand alone: js-yaml takes them for what they are elsewhere. */
function isReadOtherwise(text: string): boolean {
  return indentedSeparator.test(text) || text.includes('\ufeff', 1) || /\n *\t[ \t]*$/.test(text);
}

const indentedSeparator = /^\ufeff?[ \t]+---(?:\s|$)/m;

class EventReader {
  readonly #file: FilePath;
  readonly #text: string;
  readonly #base: number;
  readonly #events: readonly Event[];
  #at = 0;
  /** End of what was read last: an empty value stands there. */
  #end = 0;
  #anchors = new Map<string, YamlNode>();
  #budget = new AliasBudget();
  #problems: SyntaxProblem[] = [];

  constructor(file: FilePath, text: string, base: number) {
    this.#file = file;
    this.#text = text;
    this.#base = base;
    this.#events = parseEvents(text, {});
  }

  documents(): readonly YamlDocument[] {
    const documents: YamlDocument[] = [];
    while (this.#events[this.#at]?.type === EVENT_ID.DOCUMENT) {
      this.#at++;
      this.#anchors = new Map();
      this.#budget = new AliasBudget();
      this.#problems = [];
      const root = this.#isPop() ? undefined : this.#node();
      if (root?.type === 'scalar' && !isNothing(root)) throw new LeaveToOtherParser();
      this.#at++;
      documents.push({ root: isNothing(root) ? undefined : root, problems: this.#problems });
    }
    return documents;
  }

  #isPop(): boolean {
    const event = this.#events[this.#at];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  #node(): YamlNode {
    const event = this.#events[this.#at++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, this.#scalar(event));
      case EVENT_ID.ALIAS:
        return this.#alias(event);
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, this.#sequence(event));
      case EVENT_ID.MAPPING:
        return this.#anchored(event, this.#map(event));
      default:
        throw new LeaveToOtherParser();
    }
  }

  #anchored(event: ScalarEvent | SequenceEvent | MappingEvent, node: YamlNode): YamlNode {
    if (event.tagStart >= 0) throw new LeaveToOtherParser();
    if (event.anchorStart >= 0) {
      if (!/^\s?$/.test(this.#text.charAt(event.anchorEnd))) throw new LeaveToOtherParser();
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    }
    return node;
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): YamlNode {
    const target = this.#anchors.get(this.#text.slice(anchorStart, anchorEnd));
    if (!target) throw new LeaveToOtherParser();
    this.#end = anchorEnd;
    const span = this.#span(anchorStart - 1, anchorEnd);
    return this.#budget.spend(target)
      ? { ...target, span }
      : { type: 'unknown', why: tooManyValues, span };
  }

  #scalar(event: ScalarEvent): YamlScalar {
    if (event.valueStart < 0) {
      return { type: 'scalar', value: null, span: this.#span(this.#end, this.#end) };
    }
    const text = getScalarValue(this.#text, event);
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const span = this.#spanOf(event);
    this.#end = span.end - this.#base;
    if (!plain && !this.#standsAlone(event)) throw new LeaveToOtherParser();
    return { type: 'scalar', value: plain ? plainValue(text) : text, span };
  }

  /** False for a text in quotes behind which another one begins. */
  #standsAlone({ style }: ScalarEvent): boolean {
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    return !isQuoted || /^[\s:,\]}]?$/.test(this.#text.charAt(this.#end));
  }

  #spanOf({ style, valueStart, valueEnd }: ScalarEvent): Span {
    switch (style) {
      case SCALAR_STYLE.PLAIN:
        return this.#span(valueStart, valueEnd);
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return this.#span(valueStart - 1, valueEnd + 1);
      default:
        return this.#span(this.#blockHeader(valueStart), valueEnd);
    }
  }

  /** The `|` or `>` of a block of text, which the event leaves out. */
  #blockHeader(contentStart: number): number {
    const between = this.#text.slice(this.#end, contentStart);
    const header = between.search(/[|>]/);
    if (header < 0 || between.slice(0, header).includes('#')) throw new LeaveToOtherParser();
    return this.#end + header;
  }

  #sequence({ start, style }: SequenceEvent): YamlNode {
    const flow = style === 2;
    this.#end = start + (flow ? 1 : 0);
    const items: YamlNode[] = [];
    while (!this.#isPop()) items.push(this.#node());
    this.#at++;
    if (flow) this.#end = this.#closing(']');
    return { type: 'sequence', items, span: this.#span(start, this.#end), flow };
  }

  #map({ start, style }: MappingEvent): YamlNode {
    const flow = style === 2;
    const braces = this.#text[start] === '{';
    this.#end = start + (braces ? 1 : 0);
    const pairs: PairSource[] = [];
    while (!this.#isPop()) {
      const before = this.#end;
      const key = this.#node();
      if (key.type !== 'scalar' || isNothing(key) || this.#isExplicit(before, key)) {
        throw new LeaveToOtherParser();
      }
      pairs.push({ key: String(key.value), keySpan: key.span, value: this.#node() });
    }
    this.#at++;
    // An anchor in front of the first key may be one of the key or of the map.
    const [first] = pairs;
    if (!flow && first?.keySpan.start !== start + this.#base) throw new LeaveToOtherParser();
    if (braces) this.#end = this.#closing('}');
    return mapOf(pairs, this.#span(start, this.#end), flow, this.#problems);
  }

  /** True for a key that is written with a `?`: parsers read it differently where something else is wrong. */
  #isExplicit(before: number, { span }: YamlScalar): boolean {
    return /(?:^|[\s,{[])\?(?:\s|$)/.test(this.#text.slice(before, span.start - this.#base));
  }

  /** End of a collection in brackets: only blanks, commas and comments stand between it and its last item. */
  #closing(bracket: string): number {
    let at = this.#end;
    for (;;) {
      const character = this.#text[at];
      if (character === bracket) return at + 1;
      if (character === '#') at = this.#text.indexOf('\n', at);
      else if (character === undefined || !/[\s,:]/.test(character)) throw new LeaveToOtherParser();
      else at++;
      if (at < 0) throw new LeaveToOtherParser();
    }
  }

  #span(start: number, end: number): Span {
    return { file: this.#file, start: this.#base + start, end: this.#base + end };
  }
}
