import type { Clock } from '../host/clock.ts';
import type { FileSource } from '../host/file-source.ts';

/** What the server needs from where it runs, beside a connection. */
export interface Platform {
  readonly clock: Clock;
  /** Loads what reads folders: not before it is needed, for reading needs the engine. Left out where nothing can be read, as in a browser. */
  loadReader?(): Promise<OpenFolder>;
}

/** Reads a folder without the client's help; `undefined` where that is impossible. */
export type OpenFolder = (uri: string) => FileSource | undefined;
