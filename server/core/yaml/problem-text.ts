/**
 * What is wrong with a text, in the parser's words but without those of the text that it repeats: that may be a secret,
 * and the place is told anyway.
 */
export function problemText(message: string): string {
  return message
    .replace(/(?<=[\w)]): [\s\S]*$/, '')
    .replace(/^(Invalid escape sequence|Unknown directive|Unresolved plain scalar) [\s\S]*$/, '$1')
    .replace(/^The \S+ tag /, 'The tag ')
    .replace(/^(Verbatim tags aren't resolved), [\s\S]*$/, '$1');
}
