import { configurationFileName, readConfigurationFile } from '../config/configuration-file.ts';
import { ignoredBy } from '../config/ignored-files.ts';
import { defaultSettings, type Settings } from '../config/settings.ts';
import type { FilePath } from '../text/span.ts';
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
  #snapshot: Snapshot = {
    revision: 0,
    settings: defaultSettings,
    files: new Map(),
    checkout: noCheckout,
    layout: {},
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
    return { file, text, facts: factsOf(file, text) };
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
    const files = new Map(this.#snapshot.files);
    let changed = touched.has(configurationFileName) && this.#update(files, configurationFileName);
    if (changed && this.#reconfigure(files)) {
      for (const file of this.files) if (!touched.has(file)) touched.set(file, undefined);
    }
    for (const [file, facts] of touched) changed = this.#update(files, file, facts) || changed;
    return changed ? this.#replace({ files }) : this.#snapshot;
  }

  /** Takes over settings and returns the new snapshot. */
  configure(settings: Settings): Snapshot {
    return this.#replace({ settings });
  }

  /** Takes over what git says of the workspace and returns the new snapshot. */
  describeCheckout(checkout: Checkout): Snapshot {
    return this.#replace({ checkout });
  }

  /** Brings one file to its current text; false if it is as it was. */
  #update(files: Map<FilePath, FileFacts>, file: FilePath, facts?: FileFacts): boolean {
    const text = this.#isIgnored(file) ? undefined : this.#texts.get(file);
    if (files.get(file)?.text === text) return false;
    if (text === undefined) files.delete(file);
    else files.set(file, facts?.text === text ? facts : factsOf(file, text, files.get(file)));
    return true;
  }

  /** Reads from the configuration which files are left out; false if these are the same as before. */
  #reconfigure(files: ReadonlyMap<FilePath, FileFacts>): boolean {
    const { ignore } = readConfigurationFile(files.get(configurationFileName));
    if (JSON.stringify(ignore) === JSON.stringify(this.#ignore)) return false;
    this.#ignore = ignore;
    this.#isIgnored = ignoredBy(ignore);
    return true;
  }

  #replace(part: {
    readonly checkout?: Checkout;
    readonly files?: ReadonlyMap<FilePath, FileFacts>;
    readonly settings?: Settings;
  }): Snapshot {
    const { files, layout, revision } = this.#snapshot;
    this.#snapshot = Object.freeze({
      ...this.#snapshot,
      ...part,
      layout: samePaths(files, part.files ?? files) ? layout : {},
      revision: revision + 1,
    });
    return this.#snapshot;
  }
}

function samePaths(a: Snapshot['files'], b: Snapshot['files']): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const path of a.keys()) if (!b.has(path)) return false;
  return true;
}
