import { type Disposable, FileType, RelativePattern, Uri, workspace } from 'vscode';
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

const longestFile = 8 * 1024 * 1024;
const skippedFolders = '**/{.git,node_modules}/**';
const statsAtOnce = 32;

/** Reads files for a server that cannot: one in a browser, or one whose workspace is on a virtual file system. */
export function answerFileRequests(client: BaseLanguageClient): Disposable[] {
  return [
    client.onRequest(listFilesRequest, ({ folder }: ListFilesParams) => listFiles(folder)),
    client.onRequest<ReadFileResult, void>(readFileRequest, ({ uri }: ReadFileParams) =>
      readFile(uri),
    ),
  ];
}

/** Leaves out what the user's `files.exclude` leaves out. */
async function listFiles(folder: string): Promise<ListFilesResult> {
  const pattern = new RelativePattern(Uri.parse(folder), listedFiles);
  const found = await workspace.findFiles(pattern, skippedFolders);
  const files: { uri: string; size: number }[] = [];
  for (let start = 0; start < found.length; start += statsAtOnce) {
    const some = found.slice(start, start + statsAtOnce);
    files.push(...(await Promise.all(some.map(withSize))));
  }
  return { files };
}

/** Without a size it is listed all the same: reading it gives the reason. */
async function withSize(uri: Uri): Promise<{ uri: string; size: number }> {
  try {
    return { uri: uri.toString(), size: (await workspace.fs.stat(uri)).size };
  } catch {
    return { uri: uri.toString(), size: 0 };
  }
}

async function readFile(address: string): Promise<ReadFileResult> {
  const uri = Uri.parse(address);
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) return { skipped: 'it is a directory' };
    if (size > longestFile) {
      return { skipped: `it is larger than ${longestFile / 1024 / 1024} MB` };
    }
    return decode(await workspace.fs.readFile(uri));
  } catch (error) {
    return { skipped: error instanceof Error ? error.message : String(error) };
  }
}

/** As the editor shows it: without a byte order mark, so that positions are those of the open document. */
function decode(bytes: Uint8Array): ReadFileResult {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.includes(0)) return { skipped: 'it is a binary file' };
  return { text: new TextDecoder().decode(bytes) };
}
