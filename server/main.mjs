// The language server, in Node and in web workers: one bundle, so that a package holds the engine once.
import { serveWorker } from './browser/main.ts';
import { serveProcess } from './node/main.ts';

if ('WorkerGlobalScope' in globalThis) serveWorker();
else serveProcess();
