import { type ExtensionContext, Uri, workspace } from 'vscode';
import type { MessageTransports } from 'vscode-languageclient';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
} from 'vscode-languageclient/browser';
import { clientId, clientName, type Session, start } from './start.ts';

/** Starts the extension in a browser: the server is a web worker, and reads every file through the editor. */
export function startSession(context: ExtensionContext): Session {
  const workers = new ServerWorkers(Uri.joinPath(context.extensionUri, 'dist', 'server.cjs'));
  context.subscriptions.push(workers);
  return start(context, {
    createClient: (options) =>
      new LanguageClient(clientId, clientName, () => workers.start(), options),
    fileAccess: () => 'client',
    killServer: () => workers.end(),
    // A page that is debugged stops as a whole, and the looks at the server with it.
    isDebugged: false,
  });
}

/** Starts the server's worker, one at a time: stopping a language server does not end the worker it ran in. */
class ServerWorkers {
  readonly #script: Uri;
  #running: { readonly worker: Worker; readonly reader: WorkerReader } | undefined;

  constructor(script: Uri) {
    this.#script = script;
  }

  /**
   * From a Blob of the bundle, because a worker cannot be made from the address of an extension that is installed on
   * a remote machine or served from another origin.
   */
  async start(): Promise<MessageTransports> {
    this.#running?.worker.terminate();
    const bundle = await workspace.fs.readFile(this.#script);
    const address = URL.createObjectURL(
      new Blob([new Uint8Array(bundle)], { type: 'text/javascript' }),
    );
    const worker = new Worker(address, { name: clientName });
    const reader = new WorkerReader(worker);
    this.#running = { worker, reader };
    // The library would do this, but it does not know VS Code's own class of workers for a worker.
    return { reader, writer: new BrowserMessageWriter(worker) };
  }

  /** Ends the worker, as a process would end. */
  end(): void {
    this.#running?.worker.terminate();
    this.#running?.reader.noteEnd();
  }

  dispose(): void {
    this.#running?.worker.terminate();
  }
}

/** A worker that is gone says nothing any more, not even that. */
class WorkerReader extends BrowserMessageReader {
  noteEnd(): void {
    this.fireClose();
  }
}
