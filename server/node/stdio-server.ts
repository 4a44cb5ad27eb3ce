import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../lsp/server.ts';
import { nodePlatform } from './node-platform.ts';

/** Serves one editor over standard input and output, until it says `exit` or closes them. */
export function startStdioServer(): void {
  startServer(createConnection(process.stdin, process.stdout), nodePlatform);
}
