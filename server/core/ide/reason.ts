/** Stands where the user is to say why something is accepted. */
const placeholder = 'reason';

/** The stretch of a text that the user is to fill in: the last word of it that is the placeholder. */
export function reasonIn(text: string): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf(placeholder);
  return { start, end: start + placeholder.length };
}
