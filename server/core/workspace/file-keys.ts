import { KeyedLists } from '../incremental/keyed-lists.ts';
import { compareTexts } from '../text/order.ts';
import type { FilePath } from '../text/span.ts';
import { type Engine, engineOf } from './engine.ts';
import type { FileFacts } from './file-facts.ts';
import { levels } from './levels.ts';
import type { Snapshot } from './snapshot.ts';

/** What is looked up: files by keys that each of them says by itself. */
export interface FileKeys<K> {
  /** Pure: a function of the file alone. Most files should have no key. */
  readonly keysOf: (facts: FileFacts) => readonly K[];
}

/** The files of a key, in the order of their paths. */
export function filesBy<K>(
  snapshot: Snapshot,
  definition: FileKeys<K>,
  key: K,
): readonly FileFacts[] {
  return engineOf(snapshot)
    .service(indexFiles<K>, definition)
    .get(key);
}

function indexFiles<K>(engine: Engine, { keysOf }: FileKeys<K>): KeyedLists<K, FileFacts> {
  const index = new KeyedLists<K, FileFacts>(engine.graph, levels.builds, byPath);
  const indexed = new Map<FilePath, { readonly facts: FileFacts; readonly keys: readonly K[] }>();
  engine.watchFiles((changes) => {
    for (const [file, facts] of changes) {
      const before = indexed.get(file);
      for (const key of before?.keys ?? []) if (before) index.remove(key, before.facts);
      const keys = facts ? keysOf(facts) : [];
      if (facts && keys.length > 0) indexed.set(file, { facts, keys });
      else indexed.delete(file);
      for (const key of keys) if (facts) index.add(key, facts);
    }
  });
  index.refresh();
  return index;
}

function byPath(a: FileFacts, b: FileFacts): number {
  return compareTexts(a.file, b.file);
}
