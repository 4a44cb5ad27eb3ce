import { Dice } from './dice.ts';
import type { Mistake } from './mistakes.ts';

/** One file of a fleet. */
export interface FleetFile {
  /** Relative to the fleet's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A generated repository: its files, and every mistake that was put into them. */
export interface Fleet {
  readonly files: readonly FleetFile[];
  readonly mistakes: readonly Mistake[];
}

/** Collects the files of a fleet. One in 250 gets the line ends of Windows. */
export class Tree {
  readonly files: FleetFile[] = [];
  readonly mistakes: Mistake[] = [];
  readonly #dice: Dice;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
  }

  put(path: string, text: string): void {
    const windows = this.#dice.chance(0.004);
    this.files.push({ path, text: windows ? text.replaceAll('\n', '\r\n') : text });
  }

  get fleet(): Fleet {
    return { files: this.files, mistakes: this.mistakes };
  }
}
