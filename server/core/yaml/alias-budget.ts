import type { YamlNode } from './node.ts';

/** Values that one alias may stand for, those behind its own aliases included. */
const mostPerAlias = 10_000;

/** Values that all aliases of a document may stand for together. */
const mostPerDocument = 200_000;

/**
 * Keeps aliases of aliases from standing for more values than anybody could walk through: a few lines of YAML can
 * mean billions. One instance per document.
 */
export class AliasBudget {
  readonly #sizes = new Map<YamlNode, number>();
  #left = mostPerDocument;

  /** The value an alias stands for, or `undefined` if that would be too much. */
  spend(target: YamlNode): YamlNode | undefined {
    const size = this.#sizeOf(target);
    if (size > mostPerAlias || size > this.#left) return undefined;
    this.#left -= size;
    return target;
  }

  /** Everything below a value is sized once, and sizes only add up to the limit. */
  #sizeOf(node: YamlNode): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    let size = 1;
    for (const child of childrenOf(node)) {
      size += this.#sizeOf(child);
      if (size > mostPerAlias) break;
    }
    this.#sizes.set(node, size);
    return size;
  }
}

/** Says of an alias why its value is not known. */
export const tooManyValues = 'its aliases stand for too many values';

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.type === 'map') return node.entries.map(({ value }) => value);
  return node.type === 'sequence' ? node.items : [];
}
