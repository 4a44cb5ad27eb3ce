import type { Span } from '../text/span.ts';
import type { YamlNode } from './node.ts';
import type { YamlDocument } from './parse.ts';

/** Finds the scalar that an offset lies in, to tell the comments of a file from texts that look like one. */
export class ScalarIndex {
  readonly #text: string;
  /** In the order of their positions; those of one file do not overlap. */
  readonly #spans: readonly Span[];

  constructor(text: string, documents: readonly YamlDocument[]) {
    this.#text = text;
    this.#spans = scalarsIn(documents).sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** All keys and values that are no collections. */
  get spans(): readonly Span[] {
    return this.#spans;
  }

  /** The scalar whose text an offset lies in. The line that opens a block of text is not its text: a comment may end it. */
  textAt(offset: number): Span | undefined {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const span = this.#spans[low - 1];
    return span && this.#contentStart(span) <= offset && offset < span.end ? span : undefined;
  }

  #contentStart({ start }: Span): number {
    const isBlock = this.#text[start] === '|' || this.#text[start] === '>';
    return isBlock ? this.#text.indexOf('\n', start) + 1 || this.#text.length : start;
  }
}

function scalarsIn(documents: readonly YamlDocument[]): Span[] {
  const spans: Span[] = [];
  const visit = (node: YamlNode): void => {
    if (node.type === 'map') {
      for (const { keySpan, value } of node.entries) {
        spans.push(keySpan);
        visit(value);
      }
    } else if (node.type === 'sequence') {
      for (const item of node.items) visit(item);
    } else {
      spans.push(node.span);
    }
  };
  for (const { root } of documents) if (root) visit(root);
  return spans;
}
