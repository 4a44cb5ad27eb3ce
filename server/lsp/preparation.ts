import { type FirstDiagnostics, prepare } from '../core/index.ts';
import { type Clock, TimeSlice } from '../host/clock.ts';
import type { Folder } from './folder.ts';

/**
 * Judges folders for the first time, in short stretches beside whatever the client wants meanwhile. Later an edit costs so
 * little that it need not be divided.
 */
export class Preparation {
  readonly #clock: Pick<Clock, 'now' | 'pause'>;
  readonly #prepared = new WeakSet<Folder>();
  readonly #onFirst: (folder: Folder, found: FirstDiagnostics) => void;
  readonly #told = new WeakMap<Folder, FirstDiagnostics>();
  #underWay: Promise<void> | undefined;

  /** `onFirst` is told what is surely wrong in the open files of a folder that takes longer, and again after each change. */
  constructor(
    clock: Pick<Clock, 'now' | 'pause'>,
    onFirst: (folder: Folder, found: FirstDiagnostics) => void,
  ) {
    this.#clock = clock;
    this.#onFirst = onFirst;
  }

  /** True once something was told of a folder: what rules say of its open files counts from then on, until all is judged. */
  hasTold(folder: Folder): boolean {
    return this.#told.has(folder);
  }

  /** True for a folder that was judged before, or is so small that this is done at once. */
  isDone(folder: Folder): boolean {
    return this.#prepared.has(folder) || this.#advance(folder, new TimeSlice(this.#clock));
  }

  /** True if all of some folders can be judged at once; otherwise `then` is called when that is so. */
  isReady(folders: readonly Folder[], then: () => void): boolean {
    if (this.#underWay) return false;
    const left = folders.filter((folder) => !this.#prepared.has(folder));
    const slice = new TimeSlice(this.#clock);
    const unfinished = left.filter((folder) => !this.#advance(folder, slice));
    if (unfinished.length === 0) return true;
    this.#underWay = this.#finish(unfinished, slice).then(() => {
      this.#underWay = undefined;
      then();
    });
    return false;
  }

  get isUnderWay(): boolean {
    return this.#underWay !== undefined;
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  async #finish(folders: readonly Folder[], slice: TimeSlice): Promise<void> {
    for (const folder of folders) {
      while (!this.#advance(folder, slice)) await slice.breathe();
    }
  }

  /** A fault is left to whoever judges the folder: it happens there again, and is told there. */
  #advance(folder: Folder, slice: TimeSlice): boolean {
    let found: FirstDiagnostics | undefined;
    const first = {
      files: folder.openFiles,
      onFound: (now: FirstDiagnostics) => {
        found = now;
      },
    };
    try {
      const isDone = folder.isClosed || prepare(folder.snapshot, () => slice.isOver, first);
      if (!isDone) {
        if (found) this.#tell(folder, found);
        return false;
      }
    } catch {
      // Told by the judge.
    }
    this.#prepared.add(folder);
    return true;
  }

  #tell(folder: Folder, found: FirstDiagnostics): void {
    if (this.#told.get(folder) === found) return;
    this.#told.set(folder, found);
    this.#onFirst(folder, found);
  }
}
