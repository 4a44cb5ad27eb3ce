/** Longest text that is looked for among those that were met before. */
const longestWord = 40;

/** As many words are remembered; a power of two. */
const slots = 8192;

const words: (string | undefined)[] = new Array(slots).fill(undefined);
/** What was met once and did not get a place yet. */
const metOnce = new Int32Array(slots);

/**
 * A stretch of a text as a string. Keys and short values come again and again in manifests: each is kept once, instead of
 * once per file. Others are pieces of the text where that `isKept` in memory anyway; engines would keep all of it for them.
 */
export function wordAt(text: string, start: number, end: number, isKept: boolean): string {
  const length = end - start;
  if (length <= longestWord) {
    const hash = hashOf(text, start, end);
    const slot = hash & (slots - 1);
    const known = words[slot];
    if (known?.length === length && text.startsWith(known, start)) return known;
    if (metOnce[slot] === hash) {
      const word = copyOf(text.slice(start, end));
      words[slot] = word;
      return word;
    }
    metOnce[slot] = hash;
  }
  const piece = text.slice(start, end);
  return isKept ? piece : copyOf(piece);
}

/** Equal for equal stretches; a number of 32 bits. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}

/** The same string without a reference to the one it was cut out of, as engines keep for longer pieces. */
export function copyOf(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
