import type { Clock } from '../../../server/host/clock.ts';
import { turns } from './turns.ts';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  /** How often somebody let others run. */
  pauses = 0;
  /** Added to the time whenever it is read: work that takes its time. */
  millisecondsPerLook = 0;
  /** How often everything else that is due may run while somebody lets others run. */
  turnsPerPause = 0;
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    this.#now += this.millisecondsPerLook;
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  async pause(): Promise<void> {
    this.pauses++;
    await turns(this.turnsPerPause);
  }

  /** Lets time pass, and runs what falls due in it. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.#now || !this.#timers.delete(timer)) continue;
      timer.run();
    }
  }

  get timers(): number {
    return this.#timers.size;
  }
}
