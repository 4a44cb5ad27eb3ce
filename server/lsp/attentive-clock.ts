import type { Clock } from '../host/clock.ts';

/** So often nothing may come before work goes on: in one turn a message is read, and in the next handed over. */
const quietTurns = 2;

/** A clock whose pauses last for as long as messages come in, so that long work never comes between a client's messages. */
export class AttentiveClock implements Clock {
  readonly #clock: Clock;
  #messages = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** To be called for each message. */
  noteMessage(): void {
    this.#messages++;
  }

  now(): number {
    return this.#clock.now();
  }

  after(milliseconds: number, run: () => void): () => void {
    return this.#clock.after(milliseconds, run);
  }

  async pause(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; ) {
      const before = this.#messages;
      await this.#clock.pause();
      quiet = this.#messages === before ? quiet + 1 : 0;
    }
  }
}
