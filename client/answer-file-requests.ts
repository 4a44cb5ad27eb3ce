import { type Disposable, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ListFilesParams,
  type ListFilesResult,
  listFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../server/lsp/protocol.ts';
import { listedFiles } from './documents.ts';
import { FileAccess } from './file-access.ts';

const skippedFolders = '**/{.git,node_modules}/**';

/** Reads files for a server that cannot: one in a browser, or one whose workspace is on a virtual file system. */
export function answerFileRequests(client: BaseLanguageClient): Disposable[] {
  const access = new FileAccess({
    folders: () => (workspace.workspaceFolders ?? []).map(({ uri }) => uri),
    parse: (address) => Uri.parse(address),
    find: findFiles,
    stat: (uri) => workspace.fs.stat(uri),
    read: (uri) => workspace.fs.readFile(uri),
  });
  return [
    client.onRequest<ListFilesResult, void>(listFilesRequest, ({ folder }: ListFilesParams) =>
      access.list(folder),
    ),
    client.onRequest<ReadFileResult, void>(readFileRequest, ({ uri }: ReadFileParams) =>
      access.read(uri),
    ),
  ];
}

/** Leaves out what the user's `files.exclude` leaves out. */
async function findFiles(folder: Uri): Promise<readonly Uri[]> {
  return workspace.findFiles(new RelativePattern(folder, listedFiles), skippedFolders);
}
