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
  });
}

/** Starts the server's worker, one at a time: stopping a language server does not end the worker it ran in. */
class ServerWorkers {
  readonly #script: Uri;
  #running: Worker | undefined;

  constructor(script: Uri) {
    this.#script = script;
  }

  /**
   * From a Blob of the bundle, because a worker cannot be made from the address of an extension that is installed on
   * a remote machine or served from another origin.
   */
  async start(): Promise<MessageTransports> {
    this.#running?.terminate();
    const bundle = await workspace.fs.readFile(this.#script);
    const address = URL.createObjectURL(
      new Blob([new Uint8Array(bundle)], { type: 'text/javascript' }),
    );
    const worker = new Worker(address, { name: clientName });
    this.#running = worker;
    // The library would do this, but it does not know VS Code's own class of workers for a worker.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  }

  dispose(): void {
    this.#running?.terminate();
  }
}
