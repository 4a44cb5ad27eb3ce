import * as vscode from 'vscode';

interface Api {
  ready(): Promise<void>;
  tenants(): Promise<readonly { readonly name: string }[]>;
  killServer(): void;
}

const PATIENCE = 10_000;
const LOOK_AGAIN = 50;

/** The extension's own face for tests, once its first scan has been published. */
export async function activated(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('flux-tenancy.flux-tenancy');
  if (!extension) throw new Error('The extension is not there: flux-tenancy.flux-tenancy');
  const api = await extension.activate();
  await api.ready();
  return api;
}

export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(fileUri(path));
}

/** The product's findings in a file. */
export const findings = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'flux-tenancy');

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

type Found<T> = Exclude<T, false | 0 | '' | null | undefined>;

/** Looks until there is a truthy answer, since the editor says only that something changed, not that all is done. */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<Found<T>> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const found = await look();
    if (found) return found as Found<T>;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN));
  }
  throw new Error(`Waited ${PATIENCE / 1000} s in vain for: ${what}`);
}
