/** Where the line begins that an offset lies in. */
export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** End of the line that holds the last visible character before an offset, without its line break. */
export function endOfVisibleLine(text: string, offset: number): number {
  const visible = text.slice(0, offset).trimEnd().length;
  const lineBreak = text.indexOf('\n', visible);
  if (lineBreak < 0) return text.length;
  return text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
}

/** Where the next line begins. */
export function afterLineBreak(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

/** The column of an offset, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}
