import type { Clock } from '../host/clock.ts';
import type { FileSource } from '../host/file-source.ts';

/** What the server needs from where it runs, beside a connection. */
export interface Platform {
  readonly clock: Clock;
  /** Reads a folder without the client's help; `undefined` where that is impossible, as in a browser. */
  openFolder(uri: string): FileSource | undefined;
}
