/** Time, handed in from outside so that nothing below the entry points depends on a real one. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Runs something later, once, unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void;
  /** Lets whatever else is waiting run first. */
  pause(): Promise<void>;
}

/** How long one stretch of work may keep everybody else waiting. */
const longestStretch = 10;

/** Divides long work into short stretches. Call `breathe` between two steps. */
export class TimeSlice {
  readonly #clock: Pick<Clock, 'now' | 'pause'>;
  #began: number;

  constructor(clock: Pick<Clock, 'now' | 'pause'>) {
    this.#clock = clock;
    this.#began = clock.now();
  }

  async breathe(): Promise<void> {
    if (this.#clock.now() - this.#began < longestStretch) return;
    await this.#clock.pause();
    this.#began = this.#clock.now();
  }
}
