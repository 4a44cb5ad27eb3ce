import { URI } from 'vscode-uri';
import type { FilePath } from '../core/index.ts';

/**
 * The URI of a workspace folder, and the only place that turns URIs into paths and back. The same file can be spelled
 * `file:///C:/a%20b.yaml` and `file:///c%3A/a b.yaml`; as a path relative to its folder it has one spelling.
 */
export class FolderUri {
  readonly #uri: URI;
  /** Ends without a slash, so that the root of a file system is the empty string. */
  readonly #path: string;
  readonly #isWindows: boolean;

  constructor(uri: string) {
    this.#uri = URI.parse(uri);
    this.#path = normalPath(this.#uri.path).replace(/(?<!\/)\/+$/, '');
    this.#isWindows = windowsDrive.test(this.#path);
  }

  get scheme(): string {
    return this.#uri.scheme;
  }

  /** The spelling of the folder itself: equal for equal folders. */
  get key(): string {
    return `${this.#uri.scheme}://${this.#uri.authority.toLowerCase()}${this.#fold(this.#path)}`;
  }

  /**
   * The path of a file or directory in the folder; the empty string for the folder, `undefined` for what lies outside
   * or leads there.
   */
  pathOf(uri: string): FilePath | undefined {
    const parsed = URI.parse(uri);
    if (parsed.scheme !== this.#uri.scheme || parsed.query !== this.#uri.query) return undefined;
    if (parsed.authority.toLowerCase() !== this.#uri.authority.toLowerCase()) return undefined;
    const path = normalPath(parsed.path);
    const start = path.slice(0, this.#path.length);
    if (this.#fold(start) !== this.#fold(this.#path)) return undefined;
    const rest = path.slice(this.#path.length);
    if (rest !== '' && !rest.startsWith('/')) return undefined;
    if (rest.split(this.#isWindows ? /[/\\]/ : '/').includes('..')) return undefined;
    return rest.replace(/^\/+|(?<!\/)\/+$/g, '');
  }

  /** The URI of a path in the folder. */
  uriOf(path: FilePath): string {
    const whole = path === '' ? this.#path || '/' : `${this.#path}/${path}`;
    return this.#uri.with({ path: whole }).toString();
  }

  /** True if a folder is this one or lies in it. */
  contains(other: FolderUri): boolean {
    return this.pathOf(other.uriOf('')) !== undefined;
  }

  /** Windows does not tell upper from lower case. */
  #fold(path: string): string {
    return this.#isWindows ? path.toLowerCase() : path;
  }
}

const windowsDrive = /^\/[a-z]:/i;

/** The folder and the name of a file that lies in no workspace folder. */
export function splitUri(uri: string): { readonly folder: FolderUri; readonly file: FilePath } {
  const parsed = URI.parse(uri);
  const slash = parsed.path.lastIndexOf('/');
  const folder = new FolderUri(parsed.with({ path: parsed.path.slice(0, slash + 1) }).toString());
  return { folder, file: parsed.path.slice(slash + 1) };
}

/** The scheme of a URI, such as `file` or `untitled`. */
export function schemeOf(uri: string): string {
  return URI.parse(uri).scheme;
}

function normalPath(path: string): string {
  return windowsDrive.test(path) ? `/${path.charAt(1).toLowerCase()}${path.slice(2)}` : path;
}
