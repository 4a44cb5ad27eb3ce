import type { ExplainedPlaceNode, ExplainResult, LikelyRuleNode } from '../server/lsp/protocol.ts';
import type { FileNaming } from './explanation-items.ts';
import { code, fenced } from './markdown.ts';

/** An explanation as Markdown, to read it in whole and to copy from it. */
export function explanationDocument(
  { messages, named, places }: ExplainResult,
  nameOf: FileNaming,
): string {
  const blocks = messages.flatMap(({ says, excerpt, places: own, rules }) => [
    `## ${says}`,
    fenced(excerpt),
    listed(own, nameOf),
    ...rules.map(ruleBlock),
  ]);
  const unknown = [
    '## Not a message that Flux Tenancy knows',
    `It names ${named.map(code).join(', ')}.`,
    listed(places, nameOf),
  ];
  const content = messages.length > 0 ? blocks : unknown;
  const parts = ['# Explanation of a Flux error', ...content].filter((part) => part !== '');
  return `${parts.join('\n\n')}\n`;
}

function listed(places: readonly ExplainedPlaceNode[], nameOf: FileNaming): string {
  return places.map((place) => placeLine(place, nameOf)).join('\n');
}

/** Without a link: previews open none that leads to a file. */
function placeLine({ place, message, rule }: ExplainedPlaceNode, nameOf: FileNaming): string {
  const at = code(`${nameOf(place.uri)}:${place.range.start.line + 1}`);
  return `- ${at}: ${message}${rule === undefined ? '' : ` (${code(rule)})`}`;
}

function ruleBlock({ rule, title, remedy, page, isFound }: LikelyRuleNode): string {
  return `### ${isFound ? '' : 'Perhaps: '}[${rule}](<${page}>)\n\n${title}. ${remedy}`;
}
