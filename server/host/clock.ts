/** Time, handed in from outside so that nothing below the entry points depends on a real one. */
export interface Clock {
  /** Milliseconds since some moment. Never goes back, whatever happens to the time of day. */
  now(): number;
  /** Runs something later, once, unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void;
  /** Lets whatever else is waiting run first. */
  pause(): Promise<void>;
}

/** How long one stretch of work may keep everybody else waiting. */
const longestStretch = 4;

/** Divides long work into short stretches: between two steps, call `breathe` if the slice `isOver`. */
export class TimeSlice {
  readonly #clock: Pick<Clock, 'now' | 'pause'>;
  #began: number;

  constructor(clock: Pick<Clock, 'now' | 'pause'>) {
    this.#clock = clock;
    this.#began = clock.now();
  }

  get isOver(): boolean {
    return this.#clock.now() - this.#began >= longestStretch;
  }

  async breathe(): Promise<void> {
    await this.#clock.pause();
    this.#began = this.#clock.now();
  }
}
