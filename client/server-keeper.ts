export interface ServerKeeperPorts {
  /** Milliseconds since some moment, which nobody sets. */
  readonly now: () => number;
  /** Tells people something that they should know. */
  readonly tell: (message: string) => void;
  /** Tells people that there is no server any more, and offers to start it. */
  readonly tellThatItStaysDown: (message: string) => void;
}

/** How often a server is started again, and within what time: then something is wrong that a start does not mend. */
export const mostRestarts = 5;
export const restartWindow = 3_600_000;

/** Decides whether a server that ended is started again, and says so: of the first time, and when it stays down. */
export class ServerKeeper {
  readonly #ports: ServerKeeperPorts;
  #restarts: number[] = [];
  #isStuck = false;
  #isTold = false;

  constructor(ports: ServerKeeperPorts) {
    this.#ports = ports;
  }

  /** The server is about to be ended because it no longer answers. */
  noteStuck(): void {
    this.#isStuck = true;
  }

  /** Something went wrong in the connection, which may go on all the same. */
  noteFailure(message: string): void {
    this.#tellOnce(`Flux Tenancy's language server has failed: ${message}`);
  }

  /** The server has ended by itself; true if it is to be started again, with the documents that are open. */
  noteEnd(): boolean {
    const what = this.#isStuck ? 'no longer answered' : 'stopped unexpectedly';
    this.#isStuck = false;
    const now = this.#ports.now();
    this.#restarts = this.#restarts.filter((time) => now - time < restartWindow);
    if (this.#restarts.length >= mostRestarts) {
      const message = `Flux Tenancy's language server ${what} again and again. It is not started any more.`;
      this.#ports.tellThatItStaysDown(message);
      return false;
    }
    this.#restarts.push(now);
    this.#tellOnce(`Flux Tenancy's language server ${what} and was started again.`);
    return true;
  }

  /** Somebody starts the server by hand: what was before does not count any more. */
  startOver(): void {
    this.#restarts = [];
    this.#isTold = false;
  }

  #tellOnce(message: string): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#ports.tell(message);
  }
}
