import { plainValue } from './plain-value.ts';
import { hashOf } from './words.ts';

/** Maps with more keys than this look them up in a set. */
const mostInRow = 16;

/**
 * Notices keys that stand twice in a map without keeping any of them: by hashes, so that two keys may look the same that
 * are not. Whoever is told so has to look closer. Maps lie in each other, so their keys lie on a stack.
 */
export class KeyHashes {
  #stack = new Int32Array(256);
  #top = 0;
  readonly #sets = new Map<number, Set<number>>();

  /** Forgets all maps. */
  reset(): void {
    this.#top = 0;
    this.#sets.clear();
  }

  /** Begins a map; what is given back has to be handed to `add` and `close`. */
  open(): number {
    return this.#top;
  }

  /** Adds a key that is written without escapes; false if one like it is there already. */
  add(map: number, text: string, start: number, end: number, isPlain: boolean): boolean {
    const hash =
      isPlain && mayBeNoText(text, start, end)
        ? hashOfWord(String(plainValue(text.slice(start, end))))
        : hashOf(text, start, end);
    return this.#has(map, hash) ? false : this.#push(hash);
  }

  close(map: number): void {
    if (this.#top - map > mostInRow) this.#sets.delete(map);
    this.#top = map;
  }

  #has(map: number, hash: number): boolean {
    const top = this.#top;
    if (top - map > mostInRow) return this.#isInSet(map, hash);
    const stack = this.#stack;
    for (let index = map; index < top; index++) if (stack[index] === hash) return true;
    return false;
  }

  #push(hash: number): true {
    if (this.#top === this.#stack.length) {
      const larger = new Int32Array(this.#top * 2);
      larger.set(this.#stack);
      this.#stack = larger;
    }
    this.#stack[this.#top++] = hash;
    return true;
  }

  #isInSet(map: number, hash: number): boolean {
    let set = this.#sets.get(map);
    if (!set) {
      set = new Set(this.#stack.subarray(map, this.#top));
      this.#sets.set(map, set);
    }
    if (set.has(hash)) return true;
    set.add(hash);
    return false;
  }
}

/** True for what may be a number, a boolean or null: as keys, `1.0` and `1` are the same. */
export function mayBeNoText(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  // Digits, signs and the dot come before all letters.
  if (first <= 57 || first === 126) return true;
  const length = end - start;
  return (length === 4 || length === 5) && beginsWordOfLogic(first | 32);
}

/** Codes of the letters that `null`, `true` and `false` begin with. */
function beginsWordOfLogic(lowerCase: number): boolean {
  return lowerCase === 110 || lowerCase === 116 || lowerCase === 102;
}

function hashOfWord(word: string): number {
  return hashOf(word, 0, word.length);
}
