import * as nodeFileSystem from 'node:fs';
import { join } from 'node:path';
import { type Checkout, type FilePath, isWorkspaceFile, longestText } from '../core/index.ts';
import {
  type FileSource,
  type FileStub,
  type FileText,
  gone,
  isNeverListed,
  type UnreadPlace,
} from '../host/file-source.ts';
import { tooLong } from '../host/scan.ts';
import { decodeText } from './decode-text.ts';
import { readCheckout } from './git-checkout.ts';
import { type IgnoreFiles, noIgnoreFiles } from './ignore-files.ts';

/** What is used of `node:fs`; tests put something else in its place. */
export type FileSystem = Pick<typeof nodeFileSystem, 'lstatSync' | 'readdirSync' | 'readFileSync'>;

/**
 * A workspace folder on disk. Reads are synchronous, which is several times quicker than asking for promises; the
 * caller takes its breaks between them. Symbolic links are not followed: they can form loops, and what they point to
 * inside the folder is found anyway.
 */
export class NodeFileSource implements FileSource {
  readonly readsAtOnce = 1;
  readonly #root: string;
  readonly #fs: FileSystem;
  #unread: UnreadPlace[] = [];

  /** `root` is the absolute path of the folder. */
  constructor(root: string, fs: FileSystem = nodeFileSystem) {
    this.#root = root;
    this.#fs = fs;
  }

  get unread(): readonly UnreadPlace[] {
    return this.#unread;
  }

  async *list(path: string): AsyncIterable<FileStub> {
    this.#unread = [];
    if (isNeverListed(path)) return;
    const ignored = this.#ignoredOnTheWayTo(path);
    if (!ignored) return;
    const status = this.#statusOf(path);
    if (status?.isDirectory()) yield* this.#walk(path, ignored);
    else if (status?.isFile() && isWorkspaceFile(path)) yield { file: path, size: status.size };
  }

  read(file: FilePath): FileText {
    try {
      const path = join(this.#root, file);
      const status = this.#fs.lstatSync(path);
      if (!status.isFile()) return { skipped: 'it is not a regular file' };
      if (status.size > longestText) return tooLong;
      return decodeText(this.#fs.readFileSync(path));
    } catch (error) {
      return isGone(error) ? gone : { skipped: reasonOf(error), denied: true };
    }
  }

  checkout(): Checkout {
    return readCheckout(this.#root);
  }

  /** Walks without recursion, and lets others run now and then even where there is no YAML at all. */
  async *#walk(start: string, ignoredAtStart: IgnoreFiles): AsyncIterable<FileStub> {
    const waiting = [{ directory: start, ignored: ignoredAtStart }];
    for (let visited = 1; ; visited++) {
      const next = waiting.pop();
      if (!next) return;
      const entries = this.#entriesOf(next.directory);
      const ignored = this.#ignoredIn(next.directory, entries, next.ignored);
      const directories: typeof waiting = [];
      for (const entry of entries) {
        const path = next.directory === '' ? entry.name : `${next.directory}/${entry.name}`;
        if (isNeverListed(entry.name)) continue;
        if (entry.isDirectory()) {
          if (!ignored.ignores(`${path}/`)) directories.push({ directory: path, ignored });
        } else if (entry.isFile() && isWorkspaceFile(path) && !ignored.ignores(path)) {
          const status = this.#statusOf(path);
          if (status) yield { file: path, size: status.size };
        }
      }
      waiting.push(...directories.reverse());
      if (visited % directoriesAtOnce === 0) await new Promise(setImmediate);
    }
  }

  #entriesOf(directory: string): readonly nodeFileSystem.Dirent[] {
    try {
      const entries = this.#fs.readdirSync(join(this.#root, directory), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.#unread.push({ path: directory, reason: reasonOf(error), denied: true });
      return [];
    }
  }

  /** The ignore files that apply in the directory of a path; `undefined` if they leave out the path itself. */
  #ignoredOnTheWayTo(path: string): IgnoreFiles | undefined {
    let ignored = noIgnoreFiles;
    let directory = '';
    for (const name of path === '' ? [] : path.split('/')) {
      ignored = ignored.with(directory, this.#textOf(directory, '.gitignore'));
      directory = directory === '' ? name : `${directory}/${name}`;
      const status = this.#statusOf(directory);
      const isLink = status?.isSymbolicLink() ?? false;
      if (isLink || ignored.ignores(status?.isDirectory() ? `${directory}/` : directory))
        return undefined;
    }
    return ignored;
  }

  #ignoredIn(
    directory: string,
    entries: readonly nodeFileSystem.Dirent[],
    above: IgnoreFiles,
  ): IgnoreFiles {
    const hasOwn = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
    return hasOwn ? above.with(directory, this.#textOf(directory, '.gitignore')) : above;
  }

  #textOf(directory: string, name: string): string {
    const text = this.read(directory === '' ? name : `${directory}/${name}`);
    return typeof text === 'string' ? text : '';
  }

  #statusOf(path: string): nodeFileSystem.Stats | undefined {
    try {
      return this.#fs.lstatSync(join(this.#root, path));
    } catch (error) {
      // That a path is gone is an answer, except for the folder that we were asked to check.
      if (!isGone(error) || path === '') {
        this.#unread.push({ path, reason: reasonOf(error), denied: true });
      }
      return undefined;
    }
  }
}

function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

/** About ten milliseconds of reading directories. */
const directoriesAtOnce = 200;

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: gone.skipped,
  ENOTDIR: gone.skipped,
  EISDIR: 'it is a directory',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code && reasons[code]) return reasons[code];
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
