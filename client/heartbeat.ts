export interface HeartbeatPorts {
  /** Asks the server for a sign of life. */
  readonly ping: () => Promise<unknown>;
  /** Runs something again and again, until the returned function is called. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
  /** Called once when the server has been silent for too long. */
  readonly onStuck: () => void;
}

/** Between two looks. */
export const beatLength = 5000;

/**
 * A look at the server goes unanswered for as long as one computation takes it, which is never near this: the largest
 * fleets that were measured keep it busy for a few seconds.
 */
export const mostSilentBeats = 6;

/**
 * Notices a server that no longer answers. It counts looks instead of time, so that a machine that slept, an editor that
 * stopped at a breakpoint, or a clock that was set says nothing of the server.
 */
export class Heartbeat {
  readonly #ports: HeartbeatPorts;
  #end: (() => void) | undefined;
  #isWaiting = false;
  #silent = 0;

  constructor(ports: HeartbeatPorts) {
    this.#ports = ports;
  }

  /** Begins with a server that is running. */
  start(): void {
    this.stop();
    this.#end = this.#ports.every(beatLength, () => this.#beat());
  }

  stop(): void {
    this.#end?.();
    this.#end = undefined;
    this.#isWaiting = false;
    this.#silent = 0;
  }

  #beat(): void {
    if (!this.#isWaiting) {
      this.#ask();
      return;
    }
    this.#silent++;
    if (this.#silent < mostSilentBeats) return;
    this.stop();
    this.#ports.onStuck();
  }

  /** An error is an answer, too. */
  async #ask(): Promise<void> {
    const asked = this.#end;
    this.#isWaiting = true;
    this.#silent = 0;
    await this.#ports.ping().catch(() => undefined);
    if (this.#end === asked) this.#isWaiting = false;
  }
}
