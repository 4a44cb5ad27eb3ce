import { constants, type Stats } from 'node:fs';
import { longestText } from '../core/index.ts';
import { type FileText, gone, type SkippedFile } from '../host/file-source.ts';
import { tooLong } from '../host/scan.ts';
import { decodeText } from './decode-text.ts';
import { codeOf, type FileSystem, isGone, reasonOf } from './file-system.ts';

/**
 * Opening must neither follow a link nor wait for somebody who writes into a pipe. Where a system has no such flags, as
 * Windows, the file is looked at before.
 */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const opensLinks = constants.O_NOFOLLOW === undefined;

/** How many reads are timed to tell a quick disk from a slow one. */
const sample = 200;
/** Milliseconds for one file that only a disk takes which has to look for it, or a network. */
const slow = 0.2;

/**
 * Reads files as text. Synchronously into one buffer: where files lie in memory, as they mostly do, that is four times
 * quicker than to ask for each and wait. If most of the first files turn out slow, it is the disk that makes us wait,
 * and several are asked for at once.
 */
export class FileReader {
  readonly #fs: FileSystem;
  readonly #now: () => number;
  /** One byte longer than any text, so that what is too long shows. */
  readonly #buffer = Buffer.allocUnsafeSlow(longestText + 1);
  #timed = 0;
  #slow = 0;

  constructor(fs: FileSystem, now: () => number) {
    this.#fs = fs;
    this.#now = now;
  }

  get readsAtOnce(): number {
    return this.#isSlow ? 4 : 1;
  }

  /** The text of a file by its absolute path. */
  read(path: string): FileText | Promise<FileText> {
    if (this.#isSlow) return this.#readLater(path);
    if (this.#timed === sample) return this.readNow(path);
    const began = this.#now();
    const text = this.readNow(path);
    this.#timed++;
    if (this.#now() - began > slow) this.#slow++;
    return text;
  }

  readNow(path: string): FileText {
    let descriptor: number | undefined;
    try {
      if (opensLinks && !this.#fs.lstatSync(path).isFile()) return notRegular;
      descriptor = this.#fs.openSync(path, flags);
      const skipped = reasonToSkip(this.#fs.fstatSync(descriptor));
      return skipped ?? this.#textIn(descriptor);
    } catch (error) {
      return failure(error);
    } finally {
      if (descriptor !== undefined) this.#fs.closeSync(descriptor);
    }
  }

  get #isSlow(): boolean {
    return this.#slow > sample / 2;
  }

  #textIn(descriptor: number): FileText {
    let length = 0;
    for (;;) {
      const room = this.#buffer.length - length;
      const read = this.#fs.readSync(descriptor, this.#buffer, length, room, null);
      if (read === 0) return decodeText(this.#buffer.subarray(0, length));
      length += read;
      if (length > longestText) return tooLong;
    }
  }

  async #readLater(path: string): Promise<FileText> {
    try {
      if (opensLinks && !this.#fs.lstatSync(path).isFile()) return notRegular;
      const handle = await this.#fs.promises.open(path, flags);
      try {
        const skipped = reasonToSkip(await handle.stat());
        return skipped ?? decodeText(await handle.readFile());
      } finally {
        await handle.close();
      }
    } catch (error) {
      return failure(error);
    }
  }
}

const notRegular: SkippedFile = { skipped: 'it is not a regular file' };

function reasonToSkip(status: Pick<Stats, 'isFile' | 'size'>): SkippedFile | undefined {
  if (!status.isFile()) return notRegular;
  return status.size > longestText ? tooLong : undefined;
}

function failure(error: unknown): FileText {
  // What opening a link without following it, or something else without a content, is answered with.
  if (['ELOOP', 'EMLINK', 'ENXIO'].includes(codeOf(error) ?? '')) return notRegular;
  return isGone(error) ? gone : { skipped: reasonOf(error), denied: true };
}
