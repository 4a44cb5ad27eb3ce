import type { Span } from '../text/span.ts';
import type { YamlEntry, YamlMap, YamlNode } from './node.ts';
import type { SyntaxProblem } from './parse.ts';

/** A key and its value as they stand in the text, merge keys included. */
export interface PairSource {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** Makes a map of pairs: merge keys give way to the map's own, and keys that stand twice are named as problems. */
export function mapOf(
  pairs: readonly PairSource[],
  span: Span,
  flow: boolean,
  problems: SyntaxProblem[],
): YamlMap {
  const own = new Set<string>();
  let merges = false;
  for (const { key, keySpan } of pairs) {
    if (key === '<<') merges = true;
    else if (own.has(key)) {
      problems.push({ message: `the key \`${key}\` stands here twice`, span: keySpan });
    } else own.add(key);
  }
  if (!merges) return { type: 'map', entries: pairs, span, flow };
  const merged = pairs
    .filter(({ key }) => key === '<<')
    .flatMap(({ value }) => mergedEntries(value));
  const entries = [
    ...new Map(
      merged.filter(({ key }) => !own.has(key)).map((entry) => [entry.key, entry]),
    ).values(),
    ...pairs.filter(({ key }) => key !== '<<'),
  ];
  return { type: 'map', entries, span, flow };
}

/** Of several merged maps the first one counts, so it comes last. */
function mergedEntries(value: YamlNode): readonly YamlEntry[] {
  if (value.type === 'map') return value.entries;
  return value.type === 'sequence' ? value.items.toReversed().flatMap(mergedEntries) : [];
}
