/** Random choices that are the same on every machine: mulberry32 (Tommy Ettinger, public domain), one state per seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 to 1, exclusive. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number between two, both inclusive. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[Math.floor(this.next() * from.length)] ?? from[0];
  }

  /** Words of prose, for comments and descriptions. */
  sentence(words: number): string {
    return Array.from({ length: words }, () => this.pick(prose)).join(' ');
  }

  /** A comment line now and then. */
  comment(share: number, indent = ''): string {
    return this.chance(share) ? `${indent}# ${this.sentence(this.between(4, 10))}\n` : '';
  }

  /** Quotes around some texts, as people write them. */
  quoted(text: string): string {
    return this.chance(0.15) ? `"${text}"` : text;
  }

  /** What most people put above the first document of a file. */
  marker(): string {
    return this.chance(0.6) ? '---\n' : '';
  }
}

const split = (text: string): readonly [string, ...string[]] => {
  const [first = '', ...others] = text.split(' ');
  return [first, ...others];
};

/** What services are called. */
export const nouns = split(
  'api web worker queue cache auth billing orders search ingest export report gateway mail audit stock price media feed vault',
);

const prose = split(
  'the resource controller reconciles object desired state cluster namespace source reference must be set when field defaults value specifies list of labels selector matching pods template allowed maximum number seconds timeout interval retry policy name kind version optional required immutable after creation deprecated use instead status condition last observed generation',
);
