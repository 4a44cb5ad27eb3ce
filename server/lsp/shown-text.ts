/**
 * A text with names from files in it, as it may be shown in a message or a status: clients turn what looks like a link
 * there into one, which could run a command, and what looks like an icon into that.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (').replaceAll('$(', '$ (');
}
