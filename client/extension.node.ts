import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, type Session, start } from './start.ts';

/** Starts the extension on the desktop or a remote machine: the server is a process of its own. */
export function startSession(context: ExtensionContext): Session {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server = { module, transport: TransportKind.ipc };
  return start(context, {
    createClient: (options) => new LanguageClient(clientId, clientName, server, options),
    fileAccess: () => (hasVirtualFolder() ? 'client' : 'server'),
  });
}

function hasVirtualFolder(): boolean {
  return (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme !== 'file');
}
