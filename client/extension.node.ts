import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, clientId, clientName, type Session, start } from './start.ts';

let session: Session | undefined;

/** Entry on the desktop and on remote machines: the server is a process of its own. */
export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server.node.cjs');
  const server = { module, transport: TransportKind.ipc };
  let client: LanguageClient | undefined;
  session = start(context, {
    createClient(options) {
      client = new LanguageClient(clientId, clientName, server, options);
      return client;
    },
    fileAccess: () => (hasVirtualFolder() ? 'client' : 'server'),
    killServer: () => client?.serverProcess?.kill('SIGKILL'),
    isDebugged: process.execArgv.some((argument) => /^--inspect(-brk)?(=|$)/.test(argument)),
  });
  return session.api;
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}

function hasVirtualFolder(): boolean {
  return (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme !== 'file');
}
