import { type Uri, workspace } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** The files that are read: what the server takes for YAML, and kustomize's file without an extension. */
export const yamlFiles = '**/{*.yaml,*.yml,Kustomization,.sourceignore}';

/** Those, and the files that keep directories in git which have nothing else yet. */
export const listedFiles = '**/{*.yaml,*.yml,Kustomization,.sourceignore,.gitkeep,.keep}';

/**
 * What the server is asked about. The pattern stands beside the language because other extensions give manifests
 * languages of their own: a folder `templates` makes them `helm`, a folder `vars` makes them `ansible`.
 */
export const documentSelector = [{ language: 'yaml' }, { pattern: yamlFiles }];

/**
 * Keeps copies of files from the server: the committed side of a comparison, the local history, a pull request's
 * base. They have the names and the objects of the files they come from, and would be taken for second ones.
 */
export const withoutCopies: Middleware = {
  didOpen: async (document, next) => {
    if (isOriginal(document.uri)) await next(document);
  },
  didChange: async (event, next) => {
    if (isOriginal(event.document.uri)) await next(event);
  },
  didSave: async (document, next) => {
    if (isOriginal(document.uri)) await next(document);
  },
  didClose: async (document, next) => {
    if (isOriginal(document.uri)) await next(document);
  },
};

/** Copies come from content providers and from read-only file systems beside the workspace. */
function isOriginal(uri: Uri): boolean {
  return (
    uri.scheme === 'untitled' ||
    workspace.getWorkspaceFolder(uri) !== undefined ||
    workspace.fs.isWritableFileSystem(uri.scheme) === true
  );
}
