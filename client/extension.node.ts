import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, type Session, start } from './start.ts';

/** Starts the extension on the desktop or a remote machine: the server is a process of its own. */
export function startSession(context: ExtensionContext): Session {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server = { module, transport: TransportKind.ipc };
  let client: LanguageClient | undefined;
  return start(context, {
    createClient(options) {
      client = new LanguageClient(clientId, clientName, server, options);
      return client;
    },
    fileAccess: () => (hasVirtualFolder() ? 'client' : 'server'),
    killServer: () => client?.serverProcess?.kill('SIGKILL'),
    isDebugged: process.execArgv.some((argument) => /^--inspect(-brk)?(=|$)/.test(argument)),
  });
}

function hasVirtualFolder(): boolean {
  return (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme !== 'file');
}
