import type { YamlNode } from '../../server/core/yaml/node.ts';
import type { YamlDocument } from '../../server/core/yaml/parse.ts';

/** Documents with everything that is known of them, as a text to compare. */
export function exactly(documents: readonly YamlDocument[]): string {
  return JSON.stringify(
    documents.map(({ root, problems }) => [
      root && everything(root),
      problems.map(({ message, span }) => [message, span.start, span.end]),
    ]),
  );
}

function everything(node: YamlNode): unknown {
  const { start, end } = node.span;
  switch (node.type) {
    case 'map':
      return [
        'map',
        start,
        end,
        node.flow,
        node.entries.map(({ key, keySpan, value }) => [
          key,
          keySpan.start,
          keySpan.end,
          everything(value),
        ]),
      ];
    case 'sequence':
      return ['sequence', start, end, node.flow, node.items.map(everything)];
    case 'scalar':
      return [typeof node.value, String(node.value), start, end];
    default:
      return ['unknown', node.why, start, end];
  }
}

/**
 * The same without what is nobody's: the blanks at the end of a block of text, the place of a value that is not there, and
 * documents that hold nothing.
 */
export function roughly(documents: readonly YamlDocument[], text: string): string {
  return JSON.stringify(
    documents
      .filter(({ root }) => root && !isNull(root))
      .map(({ root, problems }) => [
        root && inPlace(root, text),
        problems.map(({ message }) => message),
      ]),
  );
}

function inPlace(node: YamlNode, text: string): unknown {
  if (isNull(node)) return null;
  const { start, end } = node.span;
  const isBlock = 'flow' in node && !node.flow;
  const place = [start, isBlock ? 0 : text.slice(start, end).trimEnd().length];
  switch (node.type) {
    case 'map':
      return [
        place,
        node.flow,
        node.entries.map(({ key, keySpan, value }) => [
          key,
          keySpan.start,
          keySpan.end,
          inPlace(value, text),
        ]),
      ];
    case 'sequence':
      return [place, node.flow, node.items.map((item) => inPlace(item, text))];
    case 'scalar':
      return [place, String(node.value)];
    default:
      return 'unknown';
  }
}

function isNull(node: YamlNode): boolean {
  return node.type === 'scalar' && node.value === null;
}
