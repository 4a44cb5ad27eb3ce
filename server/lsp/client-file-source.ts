import { type FilePath, isWorkspaceFile } from '../core/index.ts';
import {
  type FileSource,
  type FileStub,
  type FileText,
  isNeverListed,
  type UnreadPlace,
} from '../host/file-source.ts';
import type { Connection } from './connection.ts';
import type { FolderUri } from './folder-uri.ts';
import {
  type ListFilesParams,
  type ListFilesResult,
  listFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from './protocol.ts';

/** A workspace folder that only the client can reach: in a browser, or on a virtual file system. */
export class ClientFileSource implements FileSource {
  readonly readsAtOnce = 16;
  readonly #connection: Pick<Connection, 'sendRequest'>;
  readonly #folder: FolderUri;
  #unread: UnreadPlace[] = [];

  constructor(connection: Pick<Connection, 'sendRequest'>, folder: FolderUri) {
    this.#connection = connection;
    this.#folder = folder;
  }

  get unread(): readonly UnreadPlace[] {
    return this.#unread;
  }

  async *list(paths: readonly string[]): AsyncIterable<readonly FileStub[]> {
    this.#unread = [];
    for (const path of paths) {
      if (isNeverListed(path)) continue;
      if (isWorkspaceFile(path)) yield [{ file: path, size: 0 }];
      else yield (await this.#filesBelow(path)).flatMap(({ uri, size }) => this.#stub(uri, size));
    }
  }

  async read(file: FilePath): Promise<FileText> {
    try {
      const params: ReadFileParams = { uri: this.#folder.uriOf(file) };
      const result: ReadFileResult = await this.#connection.sendRequest(readFileRequest, params);
      return 'text' in result ? result.text : result;
    } catch (error) {
      return { skipped: reasonOf(error) };
    }
  }

  #stub(uri: string, size: number): readonly FileStub[] {
    const file = this.#folder.pathOf(uri);
    return file && isWorkspaceFile(file) && !isNeverListed(file) ? [{ file, size }] : [];
  }

  async #filesBelow(path: string): Promise<ListFilesResult['files']> {
    try {
      const params: ListFilesParams = { folder: this.#folder.uriOf(path) };
      const result: ListFilesResult = await this.#connection.sendRequest(listFilesRequest, params);
      return result.files;
    } catch (error) {
      this.#unread.push({ path, reason: reasonOf(error), denied: true });
      return [];
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
