import type { Clock } from '../host/clock.ts';

/** How long it must be quiet before we answer. */
export const quietTime = 50;
/** How long we keep somebody waiting who never stops typing. */
export const longestWait = 200;

/** Runs one piece of work after changes: once for a burst of them, always for the latest state. */
export class Schedule {
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #work: () => void;
  #cancel: (() => void) | undefined;
  #firstRequest = 0;

  constructor(clock: Pick<Clock, 'now' | 'after'>, work: () => void) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Says that something changed. */
  request(): void {
    const now = this.#clock.now();
    if (this.#cancel) this.#cancel();
    else this.#firstRequest = now;
    const left = this.#firstRequest + longestWait - now;
    const wait = Math.max(0, Math.min(quietTime, left));
    this.#cancel = this.#clock.after(wait, () => this.flush());
  }

  /** Does the work now if there is any. */
  flush(): void {
    if (!this.#cancel) return;
    this.dispose();
    this.#work();
  }

  dispose(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
