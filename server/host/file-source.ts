import type { Checkout, FilePath } from '../core/index.ts';

/**
 * Where the texts of one workspace folder come from. The port between the engine, which reads nothing itself, and a
 * disk, an editor or a test. Paths are relative to the folder. Nothing here throws because of what lies in the folder.
 */
export interface FileSource {
  /**
   * The files at or below some paths, the empty path being the folder itself; none where there is nothing. They come in
   * groups, as they are found, so that whoever asks can take a break in between.
   */
  list(paths: readonly string[]): Listing;
  /** The text of one file as it is now. */
  read(file: FilePath): FileText | Promise<FileText>;
  /** How many reads may be under way at once: 1 where reads are synchronous. May change while reading. */
  readonly readsAtOnce: number;
  /** Directories that the latest `list` could not look into. */
  readonly unread: readonly UnreadPlace[];
  /** What git says of the folder; left out where git cannot be asked. */
  checkout?(): Checkout;
}

export type Listing = Iterable<readonly FileStub[]> | AsyncIterable<readonly FileStub[]>;

/** A file that is there to be read. */
export interface FileStub {
  readonly file: FilePath;
  /** In bytes; 0 where it is not known before reading. */
  readonly size: number;
}

/**
 * A text, or why there is none. `denied` tells a file that should have been checked and could not be read from one that
 * holds nothing to check, such as a picture.
 */
export type FileText = string | SkippedFile;

export interface SkippedFile {
  readonly skipped: string;
  readonly denied?: boolean;
}

/** A file that was there when it was listed. */
export const gone: SkippedFile = { skipped: 'it is gone' };

/** A file or directory that stays unchecked, and why: a few words such as `permission denied`. */
export interface UnreadPlace {
  readonly path: string;
  readonly reason: string;
  /** True if the check is incomplete without it. */
  readonly denied: boolean;
}

/** Names of directories that no source looks into. */
export const skippedDirectories: readonly string[] = ['.git', 'node_modules'];

/** True for paths that no source lists, whatever lies there. */
export function isNeverListed(path: string): boolean {
  return path.split('/').some((part) => skippedDirectories.includes(part));
}
