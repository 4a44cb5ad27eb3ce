import type { FilePath } from '../text/span.ts';
import type { FileFacts } from './file-facts.ts';

/**
 * The files of one snapshot. A changed table costs as much as the change: the newest one holds the map, and those before
 * it only what was different in them.
 */
export class FileTable implements ReadonlyMap<FilePath, FileFacts> {
  /** Of the newest table only. */
  #map: Map<FilePath, FileFacts> | undefined;
  /** Of all others: what was different here, seen from the next one. */
  #older: { readonly next: FileTable; readonly differences: FileChanges } | undefined;
  readonly size: number;

  constructor(map: Map<FilePath, FileFacts> = new Map()) {
    this.#map = map;
    this.size = map.size;
  }

  /** The table after some files came, changed or went. Made of the newest table as a rule; of an older one it is a copy. */
  with(changes: FileChanges): FileTable {
    const map = this.#map ?? new Map(this.#entries());
    const differences = new Map<FilePath, FileFacts | undefined>();
    for (const [file, facts] of changes) {
      differences.set(file, map.get(file));
      if (facts) map.set(file, facts);
      else map.delete(file);
    }
    const next = new FileTable(map);
    if (this.#map) {
      this.#map = undefined;
      this.#older = { next, differences };
    }
    return next;
  }

  get(file: FilePath): FileFacts | undefined {
    let table: FileTable = this;
    while (table.#older) {
      const { differences, next } = table.#older;
      if (differences.has(file)) return differences.get(file);
      table = next;
    }
    return table.#map?.get(file);
  }

  has(file: FilePath): boolean {
    return this.get(file) !== undefined;
  }

  keys(): MapIterator<FilePath> {
    return this.#entries().keys();
  }

  values(): MapIterator<FileFacts> {
    return this.#entries().values();
  }

  entries(): MapIterator<[FilePath, FileFacts]> {
    return this.#entries().entries();
  }

  [Symbol.iterator](): MapIterator<[FilePath, FileFacts]> {
    return this.entries();
  }

  forEach(
    visit: (facts: FileFacts, file: FilePath, map: ReadonlyMap<FilePath, FileFacts>) => void,
  ): void {
    for (const [file, facts] of this.#entries()) visit(facts, file, this);
  }

  #entries(): ReadonlyMap<FilePath, FileFacts> {
    const chain: FileChanges[] = [];
    let table: FileTable = this;
    while (table.#older) {
      chain.push(table.#older.differences);
      table = table.#older.next;
    }
    const newest = table.#map ?? new Map();
    if (chain.length === 0) return newest;
    const map = new Map(newest);
    for (const [file, facts] of chain.reverse().flatMap((differences) => [...differences])) {
      if (facts) map.set(file, facts);
      else map.delete(file);
    }
    return map;
  }
}

/** Facts by file, `undefined` for a file that is gone. */
export type FileChanges = ReadonlyMap<FilePath, FileFacts | undefined>;
