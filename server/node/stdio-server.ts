import { Connection } from '../lsp/connection.ts';
import { startServer } from '../lsp/server.ts';
import { nodePlatform } from './node-platform.ts';
import { streamChannel } from './stream-channel.ts';

/** Serves one editor over standard input and output, until it says `exit` or closes them. */
export function startStdioServer(): void {
  startServer(new Connection(streamChannel(process.stdin, process.stdout)), nodePlatform);
}
