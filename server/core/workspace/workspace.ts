import { configurationFileName, readConfigurationFile } from '../config/configuration-file.ts';
import { ignoredBy } from '../config/ignored-files.ts';
import { defaultSettings, type Settings } from '../config/settings.ts';
import { PersistentMap } from '../incremental/persistent-map.ts';
import type { FilePath } from '../text/span.ts';
import { succeed } from './engine.ts';
import { type FileFacts, factsOf } from './file-facts.ts';
import { type Checkout, noCheckout, type Snapshot } from './snapshot.ts';

/** A file that was created or changed (`text`), or that is gone (`undefined`). */
export interface FileChange {
  readonly file: FilePath;
  readonly text: string | undefined;
  /** What the text says, if it was read ahead. */
  readonly facts?: FileFacts;
}

/** The one mutable cell of the core: it holds the current snapshot of one workspace folder. */
export class Workspace {
  #files = new PersistentMap<FilePath, FileFacts>();
  #snapshot: Snapshot = {
    revision: 0,
    settings: defaultSettings,
    files: this.#files,
    checkout: noCheckout,
  };
  /** All texts, also those that the configuration keeps out of the snapshot; these are not even parsed. */
  readonly #texts = new Map<FilePath, string>();
  #ignore: readonly string[] = [];
  #isIgnored = ignoredBy([]);

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** All files that were taken in, also those that the configuration leaves out. */
  get files(): Iterable<FilePath> {
    return this.#texts.keys();
  }

  /**
   * Does the work of one change that depends on nothing but its text. So the texts of a whole workspace can be parsed in
   * short stretches of time and be taken in at once, without a snapshot in between that shows half of them.
   */
  readAhead({ file, text }: FileChange): FileChange {
    const isNothingNew = text === undefined || this.#texts.get(file) === text;
    if (isNothingNew || this.#isIgnored(file)) return { file, text };
    return { file, text, facts: factsOf(file, text, this.#snapshot.files.get(file)) };
  }

  /** Takes in changed texts and returns the new snapshot; the old one stays as it was. */
  applyChanges(changes: Iterable<FileChange>): Snapshot {
    const touched = new Map<FilePath, FileFacts | undefined>();
    for (const { file, text, facts } of changes) {
      if (this.#texts.get(file) === text) continue;
      touched.set(file, facts);
      if (text === undefined) this.#texts.delete(file);
      else this.#texts.set(file, text);
    }
    const updates: Updates = new Map();
    if (touched.has(configurationFileName)) {
      this.#update(updates, configurationFileName);
      if (this.#reconfigure(updates)) {
        for (const file of this.files) if (!touched.has(file)) touched.set(file, undefined);
      }
    }
    for (const [file, facts] of touched) this.#update(updates, file, facts);
    return updates.size > 0 ? this.#takeIn(updates) : this.#snapshot;
  }

  /** Takes over settings and returns the new snapshot. */
  configure(settings: Settings): Snapshot {
    return this.#replace({ settings });
  }

  /** Takes over what git says of the workspace and returns the new snapshot. */
  describeCheckout(checkout: Checkout): Snapshot {
    return this.#replace({ checkout });
  }

  /** Notes down the facts of one file if its text is another one now; those that were read ahead if they are of it. */
  #update(updates: Updates, file: FilePath, facts?: FileFacts): void {
    const text = this.#isIgnored(file) ? undefined : this.#texts.get(file);
    const known = this.#snapshot.files.get(file);
    if (updates.has(file) || known?.text === text) return;
    if (text === undefined) updates.set(file, undefined);
    else updates.set(file, facts?.text === text ? facts : factsOf(file, text, known));
  }

  /** Reads from the configuration which files are left out; false if these are the same as before. */
  #reconfigure(updates: Updates): boolean {
    const { ignore } = readConfigurationFile(updates.get(configurationFileName));
    if (JSON.stringify(ignore) === JSON.stringify(this.#ignore)) return false;
    this.#ignore = ignore;
    this.#isIgnored = ignoredBy(ignore);
    return true;
  }

  #takeIn(updates: Updates): Snapshot {
    this.#files = this.#files.with(updates);
    return this.#replace({ files: this.#files }, updates);
  }

  #replace(part: Partial<Snapshot>, updates: Updates = new Map()): Snapshot {
    const before = this.#snapshot;
    this.#snapshot = Object.freeze({ ...before, ...part, revision: before.revision + 1 });
    succeed(before, this.#snapshot, updates);
    return this.#snapshot;
  }
}

/** Facts of the files that changed, `undefined` for one that is gone. */
type Updates = Map<FilePath, FileFacts | undefined>;
