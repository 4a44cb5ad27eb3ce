import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { type Checkout, type FilePath, isWorkspaceFile } from '../core/index.ts';
import {
  type FileSource,
  type FileStub,
  type FileText,
  isNeverListed,
  skippedDirectories,
  type UnreadPlace,
} from '../host/file-source.ts';
import { FileReader } from './file-reader.ts';
import { type FileSystem, isGone, realFileSystem, reasonOf } from './file-system.ts';
import { readCheckout } from './git-checkout.ts';
import { type IgnoreFiles, noIgnoreFiles } from './ignore-files.ts';

/**
 * A workspace folder on disk. Reads are synchronous, which is several times quicker than asking for promises; the
 * caller takes its breaks between them. Symbolic links are not followed: they can form loops or lead out of the folder,
 * and what they point to inside of it is found anyway.
 */
export class NodeFileSource implements FileSource {
  readonly #root: string;
  readonly #fs: FileSystem;
  readonly #reader: FileReader;
  #unread: UnreadPlace[] = [];

  /** `root` is the absolute path of the folder. */
  constructor(root: string, fs: FileSystem = realFileSystem, now = () => performance.now()) {
    this.#root = root;
    this.#fs = fs;
    this.#reader = new FileReader(fs, now);
  }

  get unread(): readonly UnreadPlace[] {
    return this.#unread;
  }

  get readsAtOnce(): number {
    return this.#reader.readsAtOnce;
  }

  *list(paths: readonly string[]): Iterable<readonly FileStub[]> {
    this.#unread = [];
    const rules: RulesByDirectory = new Map();
    for (const path of paths) if (!isNeverListed(path)) yield* this.#listOne(path, rules);
  }

  read(file: FilePath): FileText | Promise<FileText> {
    return this.#reader.read(join(this.#root, file));
  }

  checkout(): Checkout {
    return readCheckout((path) => this.#gitTextOf(path));
  }

  *#listOne(path: string, known: RulesByDirectory): Iterable<readonly FileStub[]> {
    const status = this.#statusOf(path);
    if (!status) return;
    const above = path === '' ? this.#rulesOfGit() : this.#rulesIn(directoryOf(path), known);
    if (!above) return;
    if (status.isDirectory()) {
      if (path === '' || !above.ignores(`${path}/`)) yield* this.#walk(path, above);
    } else if (status.isFile() && isWorkspaceFile(path) && !above.ignores(path)) {
      yield [{ file: path, size: status.size }];
    }
  }

  /** Walks without recursion. Every directory gives a group, so that breaks are possible where there is no YAML at all. */
  *#walk(start: string, aboveStart: IgnoreFiles): Iterable<readonly FileStub[]> {
    const waiting = [{ directory: start, above: aboveStart }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { directory, above } = next;
      const entries = this.#entriesOf(directory);
      const hasOwn = entries.some(({ name }) => name === ignoreFileName);
      const rules = hasOwn ? this.#withOwn(above, directory) : above;
      const files: FileStub[] = [];
      const below: typeof waiting = [];
      for (const entry of entries.filter(isOfInterest).sort(byName)) {
        const path = pathIn(directory, entry.name);
        if (entry.isDirectory()) {
          if (!rules.ignores(`${path}/`)) below.push({ directory: path, above: rules });
        } else if (!rules.ignores(path)) files.push({ file: path, size: 0 });
      }
      yield files;
      waiting.push(...below.reverse());
    }
  }

  /** What is in a directory; nothing where it has gone since it was found. */
  #entriesOf(directory: string): readonly Dirent[] {
    try {
      return this.#fs
        .readdirSync(join(this.#root, directory), { withFileTypes: true })
        .filter(({ name }) => this.#hasReadableName(directory, name));
    } catch (error) {
      if (directory === '' || !isGone(error)) this.#note(directory, reasonOf(error));
      return [];
    }
  }

  /** Bytes that are no UTF-8 come as a replacement character, and nothing is found under such a name. */
  #hasReadableName(directory: string, name: string): boolean {
    if (!name.includes('\ufffd')) return true;
    const path = pathIn(directory, name);
    if (this.#statusOf(path)) return true;
    this.#note(path, 'its name is not valid UTF-8');
    return false;
  }

  /** The ignore rules that hold in a directory; `undefined` if it is left out itself, or reached through a link. */
  #rulesIn(directory: string, known: RulesByDirectory): IgnoreFiles | undefined {
    if (!known.has(directory)) known.set(directory, this.#findRules(directory, known));
    return known.get(directory);
  }

  #findRules(directory: string, known: RulesByDirectory): IgnoreFiles | undefined {
    if (directory === '') return this.#withOwn(this.#rulesOfGit(), '');
    const above = this.#rulesIn(directoryOf(directory), known);
    if (!above || above.ignores(`${directory}/`)) return undefined;
    return this.#statusOf(directory)?.isDirectory() ? this.#withOwn(above, directory) : undefined;
  }

  /** What git leaves out in this clone only. */
  #rulesOfGit(): IgnoreFiles {
    return noIgnoreFiles.with('', this.#gitTextOf('.git/info/exclude') ?? '');
  }

  #withOwn(above: IgnoreFiles, directory: string): IgnoreFiles {
    return above.with(directory, this.#textOf(pathIn(directory, ignoreFileName)) ?? '');
  }

  #gitTextOf(path: string): string | undefined {
    return this.#statusOf('.git')?.isDirectory() ? this.#textOf(path) : undefined;
  }

  #textOf(path: string): string | undefined {
    const text = this.#reader.readNow(join(this.#root, path));
    return typeof text === 'string' ? text : undefined;
  }

  #statusOf(path: string): Stats | undefined {
    try {
      return this.#fs.lstatSync(join(this.#root, path));
    } catch (error) {
      // That a path is gone is an answer, except for the folder that we were asked to check.
      if (!isGone(error) || path === '') this.#note(path, reasonOf(error));
      return undefined;
    }
  }

  #note(path: string, reason: string): void {
    this.#unread.push({ path, reason, denied: true });
  }
}

const ignoreFileName = '.gitignore';

type RulesByDirectory = Map<string, IgnoreFiles | undefined>;

function isOfInterest(entry: Dirent): boolean {
  if (entry.isDirectory()) return !skippedDirectories.includes(entry.name);
  return entry.isFile() && isWorkspaceFile(entry.name);
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function pathIn(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
