/** A name as Markdown that shows it and nothing else. */
export function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}

/** A text of several lines as Markdown: what somebody pasted is text and never markup. */
export function fenced(text: string): string {
  return `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``;
}
