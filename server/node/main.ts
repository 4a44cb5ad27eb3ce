import { Connection } from '../lsp/connection.ts';
import { startServer } from '../lsp/server.ts';
import { nodePlatform } from './node-platform.ts';
import { processChannel } from './process-channel.ts';
import { startStdioServer } from './stdio-server.ts';

/** Serves the client that started this process: VS Code does that with `--node-ipc`, other editors with `--stdio`. */
export function serveProcess(): void {
  if (process.argv.includes('--stdio')) startStdioServer();
  else if (process.argv.includes('--node-ipc') && process.send) {
    startServer(new Connection(processChannel), nodePlatform);
  } else {
    console.error('Start this server with --stdio, or with --node-ipc from a Node process.');
    process.exitCode = 2;
  }
}
