import type { Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { parseDocuments, type YamlDocument } from '../yaml/parse.ts';

/** Where an offset of an embedded text stands in the file that holds it. */
type Mapping = (offset: number) => number;

/**
 * Reads YAML that is written as a text inside another YAML file, such as an inline patch. Spans point into the
 * file that holds it; where the way of quoting does not allow that, each span is that of the whole text.
 */
export function parseEmbedded(snapshot: Snapshot, scalar: YamlScalar): readonly YamlDocument[] {
  const value = String(scalar.value ?? '');
  const host = snapshot.files.get(scalar.span.file)?.text;
  const mapping = host === undefined ? undefined : mappingOf(host, scalar.span, value);
  const relocate = (span: Span): Span =>
    mapping ? { file: span.file, start: mapping(span.start), end: mapping(span.end) } : scalar.span;
  return parseDocuments(scalar.span.file, value).map((document) => ({
    root: document.root && relocated(document.root, relocate),
    problems: document.problems.map(({ message, span }) => ({ message, span: relocate(span) })),
  }));
}

function mappingOf(host: string, span: Span, value: string): Mapping | undefined {
  const written = host.slice(span.start, span.end);
  if (written.startsWith('|')) return blockMapping(host, span, value);
  for (const quote of [0, 1]) {
    if (written.slice(quote, written.length - quote) === value) {
      return (offset) => span.start + quote + offset;
    }
  }
  return undefined;
}

/** Each line of a literal block is a line of the file without its indentation. */
function blockMapping(host: string, span: Span, value: string): Mapping | undefined {
  const lines: { readonly at: number; readonly from: number }[] = [];
  let from = host.indexOf('\n', span.start) + 1;
  let at = 0;
  let indent = -1;
  for (const line of value.split('\n')) {
    const end = host.indexOf('\n', from);
    const written = host.slice(from, end < 0 ? host.length : end).replace(/\r$/, '');
    if (indent < 0 && line.trim() !== '') indent = written.length - line.length;
    if (line !== '' && written.slice(Math.max(indent, 0)) !== line) return undefined;
    lines.push({ at, from: from + Math.min(Math.max(indent, 0), written.length) });
    at += line.length + 1;
    from = end < 0 ? host.length : end + 1;
  }
  return (offset) => {
    const line = lines[lastBefore(lines, offset)];
    return line ? Math.min(line.from + offset - line.at, host.length) : span.start;
  };
}

/** The index of the last line that begins at an offset or before it. */
function lastBefore(lines: readonly { readonly at: number }[], offset: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function relocated(node: YamlNode, relocate: (span: Span) => Span): YamlNode {
  const span = relocate(node.span);
  if (node.type === 'sequence') {
    return { ...node, span, items: node.items.map((item) => relocated(item, relocate)) };
  }
  if (node.type !== 'map') return { ...node, span };
  const entries = node.entries.map(({ key, keySpan, value }) => ({
    key,
    keySpan: relocate(keySpan),
    value: relocated(value, relocate),
  }));
  return { ...node, span, entries };
}
