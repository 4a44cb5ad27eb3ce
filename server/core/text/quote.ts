/** Longest text from a file that a message repeats, in UTF-16 units. */
const longestQuote = 80;

/** A name or value from the user's file, as messages show it. */
export function quote(text: string): string {
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return `\`${shown.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
