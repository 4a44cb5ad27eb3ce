import type { Clock } from '../host/clock.ts';
import type { ScanProgress } from '../host/scan.ts';
import type { Progress } from './connection.ts';

/** Reading that takes no longer than this is not worth a word. */
const patience = 300;
const betweenReports = 100;

export interface ProgressPorts {
  readonly clock: Pick<Clock, 'now'>;
  /** Asks the client for a place to show progress. */
  readonly open: () => Promise<Progress>;
}

/** Shows how far the reading of a folder is, if it takes long and if it has anything to do with Flux. */
export class ReadingProgress {
  readonly #ports: ProgressPorts;
  readonly #began: number;
  #lastReport = 0;
  #hasFlux = false;
  #isDone = false;
  #isAsked = false;
  #reporter: Progress | undefined;

  constructor(ports: ProgressPorts) {
    this.#ports = ports;
    this.#began = ports.clock.now();
  }

  report({ read, total, text }: ScanProgress): void {
    this.#hasFlux ||= text.includes('fluxcd.');
    const now = this.#ports.clock.now();
    if (!this.#isAsked && this.#hasFlux && now - this.#began >= patience) void this.#ask();
    if (!this.#reporter || now - this.#lastReport < betweenReports) return;
    this.#lastReport = now;
    this.#reporter.report(Math.floor((100 * read) / total), `reading ${read} of ${total} files`);
  }

  done(): void {
    this.#isDone = true;
    this.#reporter?.done();
    this.#reporter = undefined;
  }

  async #ask(): Promise<void> {
    this.#isAsked = true;
    // A client that refuses goes without: progress is a courtesy.
    const reporter = await this.#ports.open().catch(() => undefined);
    reporter?.begin('Flux Tenancy', 0);
    if (this.#isDone) reporter?.done();
    else this.#reporter = reporter;
  }
}
