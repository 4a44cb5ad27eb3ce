/** The server as VS Code starts it (`--node-ipc`) and as other editors do (`--stdio`). */
import { Connection } from '../lsp/connection.ts';
import { startServer } from '../lsp/server.ts';
import { nodePlatform } from './node-platform.ts';
import { processChannel } from './process-channel.ts';
import { startStdioServer } from './stdio-server.ts';

if (process.argv.includes('--stdio')) startStdioServer();
else if (process.argv.includes('--node-ipc') && process.send) {
  startServer(new Connection(processChannel), nodePlatform);
} else {
  console.error('Start this server with --stdio, or with --node-ipc from a Node process.');
  process.exitCode = 2;
}
