import type { Output } from './output.ts';

const patience = 1000;
const interval = 200;

/** Says on a terminal how far the work has come, once it takes longer than a second. */
export class Progress {
  readonly #output: Output;
  readonly #start = performance.now();
  #saidAt = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  say(text: string): void {
    const now = performance.now();
    const isDue = now - this.#start > patience && now - this.#saidAt > interval;
    if (!this.#output.isTerminal || !isDue) return;
    this.#saidAt = now;
    this.#output.write(`\r\u001b[K${text} …`);
  }

  /** Takes the line away again. */
  end(): void {
    if (this.#saidAt > 0) this.#output.write('\r\u001b[K');
    this.#saidAt = 0;
  }
}
