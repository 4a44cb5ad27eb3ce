/** The server in a web worker. It reads no files itself: the client does. */
import { Connection } from '../lsp/connection.ts';
import { startServer } from '../lsp/server.ts';
import { browserPlatform } from './browser-platform.ts';
import { workerChannel } from './worker-channel.ts';

// `lib.webworker` types `self` as any kind of worker; ours is started by `new Worker`.
const scope = self as unknown as DedicatedWorkerGlobalScope;
startServer(new Connection(workerChannel(scope)), browserPlatform);
