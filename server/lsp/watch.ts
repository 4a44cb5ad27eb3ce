import type {
  DidChangeWatchedFilesParams,
  DidChangeWatchedFilesRegistrationOptions,
} from 'vscode-languageserver';
import { configurationFileName, isWorkspaceFile } from '../core/index.ts';
import { isNeverListed } from '../host/file-source.ts';
import type { Folder } from './folder.ts';
import { FolderUri } from './folder-uri.ts';
import { FileChangeType, WatchKind } from './protocol-values.ts';

/** What the client is asked to watch. Of a directory that is moved or deleted, clients report nothing but itself. */
export const watched: DidChangeWatchedFilesRegistrationOptions = {
  watchers: [
    { globPattern: '**/*.{yaml,yml}' },
    { globPattern: '**/.sourceignore' },
    // In the globs of some clients a star does not stand for a dot at the beginning of a name.
    { globPattern: `**/${configurationFileName}` },
    { globPattern: '**/Kustomization' },
    { globPattern: '**/.gitignore' },
    { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  ],
};

/** Tells each folder what changed in it on disk. */
export function applyWatched(
  folders: readonly Folder[],
  { changes }: DidChangeWatchedFilesParams,
): void {
  for (const folder of folders) {
    const changed: string[] = [];
    const deleted: string[] = [];
    for (const { uri, type } of changes) {
      const path = placeIn(folder, uri);
      if (path === undefined || isNeverListed(path)) continue;
      if (isIgnoreFile(path)) changed.push(path.slice(0, -'/.gitignore'.length));
      else if (type === FileChangeType.Deleted) deleted.push(path);
      else if (isWorkspaceFile(path) || type === FileChangeType.Created) changed.push(path);
    }
    folder.refresh(changed, deleted);
  }
}

/** With a directory above it, a folder comes and goes as a whole. */
function placeIn({ uri: folder }: Folder, uri: string): string | undefined {
  return folder.pathOf(uri) ?? (new FolderUri(uri).contains(folder) ? '' : undefined);
}

function isIgnoreFile(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}
