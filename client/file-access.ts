import type { Uri } from 'vscode';
import type { ListFilesResult, ReadFileResult } from '../server/lsp/protocol.ts';

/** What is used of the editor's files; tests put something else in its place. */
export interface FilePorts {
  readonly folders: () => readonly Uri[];
  readonly parse: (address: string) => Uri;
  /** The files below a folder that the server reads. */
  readonly find: (folder: Uri) => Promise<readonly Uri[]>;
  readonly stat: (uri: Uri) => PromiseLike<{ readonly type: number; readonly size: number }>;
  readonly read: (uri: Uri) => PromiseLike<Uint8Array>;
}

/** Bits of `FileType`. */
const directory = 2;
const symbolicLink = 64;

const longestFile = 8 * 1024 * 1024;
const statsAtOnce = 32;

/**
 * The files of the workspace folders, for a server that reads none itself. Whatever it asks for, nothing outside of the
 * folders is read, and no link is followed: links can lead anywhere.
 */
export class FileAccess {
  readonly #ports: FilePorts;
  /** Whether a directory is a link, by address; asked again with every list. */
  readonly #links = new Map<string, Promise<boolean>>();

  constructor(ports: FilePorts) {
    this.#ports = ports;
  }

  async list(address: string): Promise<ListFilesResult> {
    this.#links.clear();
    const folder = this.#ports.parse(address);
    if (!this.#rootOf(folder)) return { files: [] };
    const found = await this.#ports.find(folder);
    const files: { uri: string; size: number }[] = [];
    for (let start = 0; start < found.length; start += statsAtOnce) {
      const some = found.slice(start, start + statsAtOnce);
      files.push(...(await Promise.all(some.map((uri) => this.#listed(uri)))).flat());
    }
    return { files };
  }

  async read(address: string): Promise<ReadFileResult> {
    const uri = this.#ports.parse(address);
    if (!this.#rootOf(uri)) return { skipped: 'it lies in no workspace folder' };
    try {
      const { type, size } = await this.#ports.stat(uri);
      if (type & symbolicLink || (await this.#isBehindLink(uri))) {
        return { skipped: 'it is not a regular file' };
      }
      if (type & directory) return { skipped: 'it is a directory' };
      if (size > longestFile) {
        return { skipped: `it is larger than ${longestFile / 1024 / 1024} MB` };
      }
      return decode(await this.#ports.read(uri));
    } catch (error) {
      return { skipped: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Without a size a file is listed all the same: reading it gives the reason. */
  async #listed(uri: Uri): Promise<ListFilesResult['files']> {
    if (!this.#rootOf(uri) || (await this.#isBehindLink(uri))) return [];
    try {
      const { type, size } = await this.#ports.stat(uri);
      return type & symbolicLink ? [] : [{ uri: uri.toString(), size }];
    } catch {
      return [{ uri: uri.toString(), size: 0 }];
    }
  }

  /** True if one of the directories between a folder and a file is a link. */
  async #isBehindLink(uri: Uri): Promise<boolean> {
    const root = this.#rootOf(uri);
    if (!root) return true;
    const start = trimmed(root.path).length;
    for (let at = uri.path.lastIndexOf('/'); at > start; at = uri.path.lastIndexOf('/', at - 1)) {
      if (await this.#isLink(uri.with({ path: uri.path.slice(0, at) }))) return true;
    }
    return false;
  }

  #isLink(uri: Uri): Promise<boolean> {
    const address = uri.toString();
    const known = this.#links.get(address);
    if (known) return known;
    const asked = Promise.resolve(this.#ports.stat(uri)).then(
      ({ type }) => (type & symbolicLink) !== 0,
      // What cannot be asked about cannot be read either.
      () => false,
    );
    this.#links.set(address, asked);
    return asked;
  }

  #rootOf(uri: Uri): Uri | undefined {
    return this.#ports.folders().find((folder) => isWithin(folder, uri));
  }
}

/** True for a folder itself and what lies in it, and for nothing that leads out of it. */
function isWithin(folder: Uri, uri: Uri): boolean {
  if (folder.scheme !== uri.scheme || folder.query !== uri.query) return false;
  if (folder.authority.toLowerCase() !== uri.authority.toLowerCase()) return false;
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(uri.path)) return false;
  const [outer, inner] = [folded(trimmed(folder.path)), folded(uri.path)];
  return inner === outer || inner.startsWith(`${outer}/`);
}

function trimmed(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Windows does not tell upper from lower case. */
function folded(path: string): string {
  return /^\/[a-z]:/i.test(path) ? path.toLowerCase() : path;
}

/** As the editor shows it: without a byte order mark, so that positions are those of the open document. */
function decode(bytes: Uint8Array): ReadFileResult {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.includes(0)) return { skipped: 'it is a binary file' };
  return { text: new TextDecoder().decode(bytes) };
}
