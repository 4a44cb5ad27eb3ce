import { netOf } from './net.ts';

/**
 * A long list in parts. A part is never changed: where two lists have a part in common, nothing in it is different, so
 * what was made of it can be used again and need not even be compared.
 */
export type Chunks<T> = readonly (readonly T[])[];

/** All members, one after the other. */
export function flat<T>(chunks: Chunks<T>): readonly T[] {
  const [only = []] = chunks;
  return chunks.length < 2 ? only : chunks.flat();
}

/** How many members there are. */
export function sizeOf(chunks: Chunks<unknown>): number {
  return chunks.reduce((size, chunk) => size + chunk.length, 0);
}

/**
 * Makes parts of parts, and makes those again only that were not there the last time. What was made of the parts that are
 * gone is handed to whoever makes the new ones: some of it may be the same.
 */
export class ChunkMapper<A, B> {
  readonly #map: (chunk: readonly A[], gone: () => Chunks<B>) => readonly B[];
  #from: Chunks<A> = [];
  #to: Chunks<B> = [];

  /** `map` has to be pure; what it takes over has to be equal to what it would make. */
  constructor(map: (chunk: readonly A[], gone: () => Chunks<B>) => readonly B[]) {
    this.#map = map;
  }

  of(chunks: Chunks<A>): Chunks<B> {
    if (chunks === this.#from) return this.#to;
    const [from, to] = [this.#from, this.#to];
    let known: Map<readonly A[], readonly B[]> | undefined;
    let gone: Chunks<B> | undefined;
    const goneOnes = () => {
      gone ??= partsWithout(from, to, chunks);
      return gone;
    };
    const result = chunks.map((chunk, index) => {
      const same = from[index] === chunk ? to[index] : undefined;
      if (same) return same;
      if (from.length === chunks.length && from[index - 1] === chunks[index - 1]) {
        // One part among the same others: it is another one now.
        if (from[index + 1] === chunks[index + 1]) return this.#map(chunk, () => [to[index] ?? []]);
      }
      known ??= new Map(from.map((each, position) => [each, to[position] ?? []]));
      return known.get(chunk) ?? this.#map(chunk, goneOnes);
    });
    this.#from = chunks;
    this.#to = result;
    return result;
  }
}

/** What was made of the parts that are not among some others. */
function partsWithout<A, B>(from: Chunks<A>, to: Chunks<B>, others: Chunks<A>): Chunks<B> {
  if (from.length === 0) return [];
  const left = new Set(others);
  return from.flatMap((each, position) => (left.has(each) ? [] : [to[position] ?? []]));
}

/** The parts that only one of two lists has. */
export function differingChunks<T>(before: Chunks<T>, now: Chunks<T>) {
  const counts = new Map<readonly T[], number>();
  const length = before === now ? 0 : Math.max(before.length, now.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [before[index], now[index]];
    if (left === right) continue;
    if (left) counts.set(left, (counts.get(left) ?? 0) - 1);
    if (right) counts.set(right, (counts.get(right) ?? 0) + 1);
  }
  return netOf(counts);
}
