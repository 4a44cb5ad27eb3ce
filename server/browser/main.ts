/** The server in a web worker. It reads no files itself: the client does. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
import { startServer } from '../lsp/server.ts';
import { browserPlatform } from './browser-platform.ts';

// `lib.webworker` types `self` as any kind of worker; ours is started by `new Worker`.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
);
startServer(connection, browserPlatform);
