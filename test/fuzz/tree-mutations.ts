import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Random } from './random.ts';
import { oddValues, type Words } from './words.ts';

/** A value of a document: what it hangs in, where there, and under which key. */
interface Place {
  readonly holder: YAMLMap | YAMLSeq;
  readonly index: number;
  readonly key: string;
}

interface Tools {
  readonly document: Document;
  readonly places: readonly Place[];
  readonly random: Random;
  readonly words: Words;
}

/** Changes the structure of one document of a text; `undefined` where there is none that could be changed. */
export function mutateTree(text: string, random: Random, words: Words): string | undefined {
  const parts = text.split(/^(?=---$)/m);
  const at = random.below(parts.length);
  const document = parseDocument(parts[at] ?? '', { uniqueKeys: false, logLevel: 'silent' });
  const places: Place[] = [];
  collect(document.contents, '', places);
  if (document.errors.length > 0) return undefined;
  try {
    for (let rounds = random.between(1, 3); rounds > 0; rounds--) {
      const place = random.any(places);
      if (place) random.one(mutations)(place, { document, places, random, words });
    }
    const changed = document.toString({ lineWidth: random.chance(20) ? 40 : 0 });
    parts[at] = at > 0 && !changed.startsWith('---') ? `---\n${changed}` : changed;
    return parts.join('');
  } catch {
    // An alias that has lost its anchor cannot be written, nor what lies within itself.
    return undefined;
  }
}

const mutations: readonly Mutation[] = [
  ({ holder, index }) => holder.items.splice(index, 1),
  ({ holder, index }, { random }) => holder.items.splice(random.below(5), 0, holder.items[index]),
  ({ holder, index }, { random }) => {
    for (let times = random.between(2, 40); times > 0; times--) {
      holder.items.push(holder.items[index] as Pair<never, never>);
    }
  },
  ({ holder }, { random }) => holder.items.sort(() => random.next() - 0.5),
  (place, { places, random }) => {
    const other = random.any(places) ?? place;
    const [value, otherValue] = [copyOf(place), copyOf(other)];
    setValue(place, otherValue);
    setValue(other, value);
  },
  (place, { document, random, words }) => {
    const pair = place.holder.items[place.index];
    if (isPair<unknown, unknown>(pair)) pair.key = document.createNode(words.key(random));
  },
  (place, { document, random }) => setValue(place, document.createNode(random.one(oddValues))),
  (place, { random, words }) => setValue(place, written(words.valueOf(place.key, random))),
  (place, { random, words }) => setValue(place, written(words.valueOf(place.key, random))),
  (place, { random, words }) => setValue(place, written(random.any(words.documents) ?? '')),
  (place, { document }) => setValue(place, document.createNode([valueAt(place)])),
  (place, { document, random, words }) =>
    setValue(place, document.createNode({ [words.key(random)]: valueAt(place) })),
  (place) => {
    const value = valueAt(place);
    if (isCollection(value)) setValue(place, insideOf(value));
  },
  (place) => {
    const value = valueAt(place);
    if (isCollection(value)) value.flow = !value.flow;
  },
  (place, { random }) => {
    const value = valueAt(place);
    if (isScalar(value)) {
      value.type = random.one(['BLOCK_LITERAL', 'BLOCK_FOLDED', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']);
    }
  },
  addAlias,
  addAlias,
  (place, tools) => {
    const map = valueAt(place);
    const other = copyOf(tools.random.any(tools.places) ?? place);
    if (isMap(map)) {
      map.items.unshift(tools.document.createPair('<<', other) as Pair<never, never>);
    }
  },
  (place, { document, random }) => {
    let value: unknown = valueAt(place);
    for (let depth = random.between(2, 150); depth > 0; depth--) {
      value = random.chance(50) ? [value] : { a: value };
    }
    setValue(place, document.createNode(value));
  },
];

type Mutation = (place: Place, tools: Tools) => unknown;

/** Lets the value stand for another one, which may be around it. */
function addAlias(place: Place, { document, places, random }: Tools): void {
  const target = valueAt(random.any(places) ?? place);
  if (!isScalar(target) && !isCollection(target)) return;
  setValue(place, document.createAlias(target, target.anchor ?? `a${random.below(1000)}`));
}

function collect(node: unknown, key: string, places: Place[]): void {
  if (!isMap(node) && !isSeq(node)) return;
  for (const [index, item] of node.items.entries()) {
    const name = isPair(item) && isScalar(item.key) ? String(item.key.value) : key;
    places.push({ holder: node, index, key: name });
    collect(isPair(item) ? item.value : item, name, places);
  }
}

function valueAt({ holder, index }: Place): unknown {
  const item = holder.items[index];
  return isPair(item) ? item.value : item;
}

function copyOf(place: Place): unknown {
  const value = valueAt(place);
  return isNode(value) ? value.clone() : value;
}

function setValue({ holder, index }: Place, value: unknown): void {
  const item = holder.items[index];
  if (isPair(item)) (item as Pair<unknown, unknown>).value = value;
  else if (isSeq(holder)) holder.items[index] = value;
}

/** A piece of text as the node that it is. */
function written(text: string): Node | null {
  const parsed = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  return parsed.errors.length > 0 ? null : (parsed.contents as Node | null);
}

function insideOf({ items: [first] }: YAMLMap | YAMLSeq): unknown {
  return isPair(first) ? first.value : first;
}
