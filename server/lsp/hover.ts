import type { Hover as LspHover, Position } from 'vscode-languageserver';
import { type FilePath, type HoverLine, type HoverPart, hoverAt } from '../core/index.ts';
import type { Abilities } from './abilities.ts';
import { offsetOf, toPlace } from './convert.ts';
import type { Folder } from './folder.ts';
import { MarkupKind } from './protocol-values.ts';

/** A document that is looked at, and how its client shows texts. */
export interface HoverTarget {
  readonly folder: Folder;
  readonly file: FilePath;
  readonly abilities: Abilities;
}

/** What a client shows for a position; null where there is nothing to say. */
export function hover(target: HoverTarget, position: Position): LspHover | null {
  const { folder, file, abilities } = target;
  const offset = offsetOf(folder.snapshot, file, { start: position, end: position });
  const found = offset === undefined ? undefined : hoverAt(folder.snapshot, file, offset);
  if (!found) return null;
  const print = abilities.markdownHover ? markdown : plaintext;
  return {
    range: toPlace(folder, found.span).range,
    contents: {
      kind: abilities.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: print(found.contexts, folder),
    },
  };
}

/** Several servers may answer, so ours says who speaks. */
const heading = 'Flux Tenancy';

type Contexts = readonly (readonly HoverLine[])[];

function markdown(contexts: Contexts, folder: Folder): string {
  const lines = (context: readonly HoverLine[]) =>
    context.map((line) => line.map((part) => toMarkdown(part, folder)).join('')).join('  \n');
  return [`**${heading}**`, contexts.map(lines).join('\n\n---\n\n')].join('\n\n');
}

function plaintext(contexts: Contexts, folder: Folder): string {
  const lines = (context: readonly HoverLine[]) =>
    context.map((line) => line.map((part) => toText(part, folder)).join('')).join('\n');
  return [heading, ...contexts.map(lines)].join('\n\n');
}

function toMarkdown(part: HoverPart, folder: Folder): string {
  switch (part.type) {
    case 'text':
      return escaped(part.text);
    case 'code':
      return `\`${bounded(part.text).replaceAll('`', "'") || ' '}\``;
    case 'place': {
      const { uri, range } = toPlace(folder, part.span);
      const target = `${uri}#L${range.start.line + 1}`.replace(/[()<>\s]/g, encodeURIComponent);
      return `[${escaped(toText(part, folder))}](<${target}>)`;
    }
  }
}

function toText(part: HoverPart, folder: Folder): string {
  if (part.type !== 'place') return bounded(part.text);
  const { range } = toPlace(folder, part.span);
  return `${part.span.file}:${range.start.line + 1}`;
}

/** Longest text from a file that is shown, in UTF-16 units. */
const longest = 100;

function bounded(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Names come from files, so they are text and never markup. */
function escaped(text: string): string {
  return bounded(text).replace(/[\\`*_{}[\]()#+.!|<>&~-]/g, '\\$&');
}
