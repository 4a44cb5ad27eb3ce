import { Connection } from '../lsp/connection.ts';
import { startServer } from '../lsp/server.ts';
import { browserPlatform } from './browser-platform.ts';
import { workerChannel } from './worker-channel.ts';

/** Serves the client that started this web worker. The server reads no files itself there: the client does. */
export function serveWorker(): void {
  // `lib.webworker` types `self` as any kind of worker; ours is started by `new Worker`.
  const scope = self as unknown as DedicatedWorkerGlobalScope;
  startServer(new Connection(workerChannel(scope)), browserPlatform);
}
