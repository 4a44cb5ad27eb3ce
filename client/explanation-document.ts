import type { ExplainedPlaceNode, ExplainResult, LikelyRuleNode } from '../server/lsp/protocol.ts';
import type { FileNaming } from './explanation-items.ts';

/** An explanation as Markdown, to read it in whole and to copy from it. */
export function explanationDocument(
  { messages, named, places }: ExplainResult,
  nameOf: FileNaming,
): string {
  const blocks = messages.flatMap(({ says, excerpt, places: own, rules }) => [
    `## ${says}`,
    fenced(excerpt),
    ...own.map((place) => placeLine(place, nameOf)),
    ...rules.map(ruleBlock),
  ]);
  const unknown = [
    '## Not a message that Flux Tenancy knows',
    `It names ${named.map(code).join(', ')}.`,
    ...places.map((place) => placeLine(place, nameOf)),
  ];
  const content = messages.length > 0 ? blocks : unknown;
  return `${['# Explanation of a Flux error', ...content].join('\n\n')}\n`;
}

function placeLine({ place, message, rule }: ExplainedPlaceNode, nameOf: FileNaming): string {
  const line = place.range.start.line + 1;
  const target = `${place.uri}#L${line}`.replace(/[()<>\s]/g, encodeURIComponent);
  const why = rule === undefined ? '' : ` (${code(rule)})`;
  return `- [${escaped(`${nameOf(place.uri)}:${line}`)}](<${target}>): ${message}${why}`;
}

function ruleBlock({ rule, title, remedy, page, isFound }: LikelyRuleNode): string {
  return `### ${isFound ? '' : 'Perhaps: '}[${rule}](<${page}>)\n\n${title}. ${remedy}`;
}

function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}

/** What somebody pasted is text and never markup. */
function fenced(text: string): string {
  return `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+.!|<>&~-]/g, '\\$&');
}
