/** Longest text from a file that a message repeats, in UTF-16 units. */
const longestQuote = 80;

/** A name or value from the user's file, as messages show it. */
export function quote(text: string): string {
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return `\`${shown.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}

/** Several names or values in one sentence, as in "`a`, `b` or `c`". */
export function quoteAll(texts: readonly string[], conjunction: 'and' | 'or'): string {
  const quoted = texts.map(quote);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
