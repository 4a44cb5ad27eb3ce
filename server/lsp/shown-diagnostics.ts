import { type Diagnostic, type FileFacts, type FilePath, keysBetween } from '../core/index.ts';
import { type Conversion, convert, isCurrent } from './file-diagnostics.ts';
import type { Folder } from './folder.ts';
import type { FileDiagnostics } from './publish.ts';

type Found = ReadonlyMap<FilePath, readonly Diagnostic[]>;

/** What was followed up to now. */
interface Followed {
  readonly found: Found;
  readonly files: ReadonlyMap<FilePath, FileFacts>;
  /** How the client spells the files that it has open. */
  readonly openAs: ReadonlyMap<FilePath, string>;
}

/**
 * The diagnostics of one folder as the client is to show them. An edit leaves most of them as they were: only those are
 * looked at that are different, or that name a place in a text that is.
 */
export class ShownDiagnostics {
  readonly #folder: Folder;
  /** By URI. */
  readonly #files = new Map<string, FileDiagnostics>();
  readonly #conversions = new Map<FilePath, Conversion>();
  /** The files whose diagnostics name a place in a file. */
  readonly #naming = new Map<FilePath, Set<FilePath>>();
  #followed: Followed = { found: new Map(), files: new Map(), openAs: new Map() };

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  /** All of them by URI, always in the same map. */
  get files(): ReadonlyMap<string, FileDiagnostics> {
    return this.#files;
  }

  /** Goes on to what was found in the snapshot of now; returns the URIs for which something else may be shown. */
  follow(found: Found): ReadonlySet<string> {
    const folder = this.#folder;
    const { files } = folder.snapshot;
    const openAs = new Map(folder.openFiles.map((file) => [file, folder.uriOf(file)]));
    const now = { found, files, openAs };
    const changed = new Set<string>();
    for (const file of this.#filesToLookAt(now)) {
      const before = this.#conversions.get(file);
      const after = this.#converted(file, found.get(file));
      if (before) this.#takeOut(file, before);
      if (after) this.#putIn(file, after);
      for (const each of [before, after]) if (each) changed.add(each.uri);
    }
    this.#followed = now;
    return changed;
  }

  #filesToLookAt(now: Followed): ReadonlySet<FilePath> {
    const before = this.#followed;
    const files = new Set(keysBetween(before.found, now.found));
    const touched = [
      ...keysBetween(before.files, now.files),
      ...[...before.openAs.keys(), ...now.openAs.keys()].filter(
        (file) => before.openAs.get(file) !== now.openAs.get(file),
      ),
    ];
    for (const place of touched) for (const file of this.#naming.get(place) ?? []) files.add(file);
    return files;
  }

  #converted(
    file: FilePath,
    diagnostics: readonly Diagnostic[] | undefined,
  ): Conversion | undefined {
    const known = this.#conversions.get(file);
    if (known?.from === diagnostics && known && isCurrent(known)) return known;
    return diagnostics && convert(this.#folder, file, diagnostics);
  }

  #takeOut(file: FilePath, { uri, places }: Conversion): void {
    this.#conversions.delete(file);
    this.#files.delete(uri);
    for (const place of places) {
      const naming = this.#naming.get(place.file);
      naming?.delete(file);
      if (naming?.size === 0) this.#naming.delete(place.file);
    }
  }

  #putIn(file: FilePath, conversion: Conversion): void {
    this.#conversions.set(file, conversion);
    this.#files.set(conversion.uri, conversion);
    for (const place of conversion.places) {
      const naming = this.#naming.get(place.file);
      if (naming) naming.add(file);
      else this.#naming.set(place.file, new Set([file]));
    }
  }
}
