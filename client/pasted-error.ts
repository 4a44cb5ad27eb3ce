/** Longer texts are something else that happens to be in the clipboard. */
const longest = 20_000;

const words =
  /\b(?:error|fail(?:ed|ure)?|forbidden|denied|blocked|not found|not specified|not ready|not allowed|cannot|can't|unable|invalid)\b/i;

/** True for a text that could be what a program says when something goes wrong. */
export function looksLikeError(text: string): boolean {
  return text.length <= longest && /\S\s\S/.test(text) && words.test(text);
}

/** A text as a box of one line shows it. */
export function onOneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
