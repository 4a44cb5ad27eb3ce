import { type Chunks, differingChunks, flat } from '../incremental/chunks.ts';
import type { Engine } from '../workspace/engine.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { BuildTrace } from './build-trace.ts';
import { type Draft, idOf, idString, printId } from './draft.ts';

/** Counts the identities of a kustomization's objects, part by part: only those of changed parts are counted again. */
class IdentityCounts {
  readonly #counts = new Map<string, number>();
  #chunks: Chunks<Draft> = [];
  #twins = 0;

  /** True if two of the objects are the same one for kustomize. */
  haveTwins(chunks: Chunks<Draft>): boolean {
    const { removed, added } = differingChunks(this.#chunks, chunks);
    for (const chunk of removed) this.#count(chunk, -1);
    for (const chunk of added) this.#count(chunk, 1);
    this.#chunks = chunks;
    return this.#twins > 0;
  }

  #count(chunk: readonly Draft[], by: 1 | -1): void {
    for (const draft of chunk) {
      const id = idString(idOf(draft));
      const before = this.#counts.get(id) ?? 0;
      const now = before + by;
      if (now > 0) this.#counts.set(id, now);
      else this.#counts.delete(id);
      this.#twins += Math.max(0, now - 1) - Math.max(0, before - 1);
    }
  }
}

/** The counts of all kustomizations. */
export class Twins {
  readonly #counts = new Map<DirectoryPath, IdentityCounts>();

  /** True if two objects of a kustomization are the same one. */
  among(directory: DirectoryPath, chunks: Chunks<Draft>): boolean {
    let counts = this.#counts.get(directory);
    if (!counts) {
      counts = new IdentityCounts();
      this.#counts.set(directory, counts);
    }
    return counts.haveTwins(chunks);
  }
}

/** One for each engine. */
export function makeTwins(_engine: Engine): Twins {
  return new Twins();
}

/** What came of one entry. */
export interface LoadedEntry {
  readonly entry: YamlNode;
  readonly drafts: Chunks<Draft>;
  /** True if something made the build fail up to here. */
  readonly hasFailed: boolean;
}

/** Notes down the first entry that brings an object which is there already, unless the build failed before it. */
export function noteTwin(
  start: Chunks<Draft>,
  loaded: readonly LoadedEntry[],
  trace: BuildTrace,
): void {
  const ids = new Set(flat(start).map((draft) => idString(idOf(draft))));
  for (const { entry, drafts, hasFailed } of loaded) {
    if (hasFailed) return;
    for (const draft of flat(drafts)) {
      const id = idOf(draft);
      const key = idString(id);
      if (ids.has(key)) {
        trace.failFirst(`\`${printId(id)}\` is in the build twice`, entry.span);
        return;
      }
      ids.add(key);
    }
  }
}
