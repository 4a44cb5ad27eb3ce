import { defaultSettings, type Settings } from '../config/settings.ts';
import type { FilePath } from '../text/span.ts';
import { type FileFacts, factsOf } from './file-facts.ts';
import { type Checkout, noCheckout, type Snapshot } from './snapshot.ts';

/** A file that was created or changed (`text`), or that is gone (`undefined`). */
export interface FileChange {
  readonly file: FilePath;
  readonly text: string | undefined;
}

/** The one mutable cell of the core: it holds the current snapshot of one workspace folder. */
export class Workspace {
  #snapshot: Snapshot = {
    revision: 0,
    settings: defaultSettings,
    files: new Map(),
    checkout: noCheckout,
  };

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Takes in changed texts and returns the new snapshot; the old one stays as it was. */
  applyChanges(changes: Iterable<FileChange>): Snapshot {
    const files = new Map(this.#snapshot.files);
    let changed = false;
    for (const { file, text } of changes) {
      if (files.get(file)?.text === text) continue;
      changed = true;
      if (text === undefined) files.delete(file);
      else files.set(file, factsOf(file, text));
    }
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

  #replace(part: {
    readonly checkout?: Checkout;
    readonly files?: ReadonlyMap<FilePath, FileFacts>;
    readonly settings?: Settings;
  }): Snapshot {
    this.#snapshot = Object.freeze({
      ...this.#snapshot,
      ...part,
      revision: this.#snapshot.revision + 1,
    });
    return this.#snapshot;
  }
}
