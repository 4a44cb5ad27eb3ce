import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { probing, type Usage, usageOf } from './process.ts';

export interface ServerOptions {
  /** What Node is started with: the script and its arguments. */
  readonly command: readonly string[];
  /** Without a probe the process is the one that people run, but cannot be asked what it uses. */
  readonly probe?: boolean;
  /** Answers to `workspace/configuration`, by section. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** In milliseconds: no fleet takes longer, so something is wrong. */
const longestReading = 300_000;

/** Something that was published, and when. */
export interface Published extends PublishDiagnosticsParams {
  /** In milliseconds, as of `performance.now()`. */
  readonly at: number;
}

/** A language server in a process of its own, over standard input and output. */
export class LanguageServer {
  readonly spawned = performance.now();
  readonly published: Published[] = [];
  /** When the server said that everything is read, if it says so. */
  readonly ready: Promise<number>;
  isReady = false;
  capabilities: InitializeResult['capabilities'] = {};
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #connection: MessageConnection;
  readonly #listeners = new Set<(published: Published) => void>();

  constructor({ command, probe = true, settings = {} }: ServerOptions) {
    const child = spawn(process.execPath, [...(probe ? probing : []), ...command], {
      stdio: ['pipe', 'pipe', 'ignore', 'ignore', 'ipc'],
    });
    this.#child = child;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout as NodeJS.ReadableStream),
      new StreamMessageWriter(child.stdin as NodeJS.WritableStream),
    );
    this.#answer(settings);
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    this.#ended.then(() => this.#connection.dispose());
    this.ready = new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${command.join(' ')} ${why}`));
      const timer = setTimeout(fail, longestReading, 'did not become ready').unref();
      this.#ended.then(() => fail('ended before it was ready'));
      this.#connection.onNotification('fluxTenancy/status', ({ state }: { state: string }) => {
        if (state === 'scanning' || this.isReady) return;
        this.isReady = true;
        clearTimeout(timer);
        resolve(performance.now());
      });
    });
    // Not everybody waits for it.
    this.ready.catch(() => undefined);
    this.#connection.listen();
  }

  /** From before the process is started to the answer, in milliseconds. */
  async initialize(folder: string | undefined): Promise<number> {
    const uri = folder === undefined ? null : uriOf(folder);
    const { capabilities } = await this.#connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: uri === null ? [] : [{ uri, name: 'fleet' }],
      capabilities: clientCapabilities,
    });
    this.capabilities = capabilities;
    return performance.now() - this.spawned;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.#connection.sendRequest(method, params);
  }

  /** What comes next for a file; `undefined` if nothing does within `limit` milliseconds. */
  next(isIt: (published: Published) => boolean, limit = 30_000): Promise<Published | undefined> {
    return new Promise((resolve) => {
      const end = (published?: Published) => {
        clearTimeout(timer);
        this.#listeners.delete(listen);
        resolve(published);
      };
      const listen = (published: Published) => {
        if (isIt(published)) end(published);
      };
      const timer = setTimeout(end, limit);
      this.#listeners.add(listen);
    });
  }

  /** What a file shows now. */
  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.published.findLast((one) => one.uri === uri)?.diagnostics ?? [];
  }

  usage(collect = false): Promise<Usage> {
    const ended = this.#ended.then(() => {
      throw new Error('The server ended.');
    });
    return Promise.race([usageOf(this.#child, collect), ended]);
  }

  /** Ends the process, gently if it answers. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await Promise.race([
      this.#connection.sendRequest('shutdown').catch(() => undefined),
      this.#ended,
    ]);
    await this.notify('exit', undefined).catch(() => undefined);
    this.#connection.end();
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #answer(settings: Readonly<Record<string, unknown>>): void {
    const connection = this.#connection;
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      const published = { ...params, at: performance.now() };
      this.published.push(published);
      for (const listen of this.#listeners) listen(published);
    });
    connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(({ section }: { section?: string }) => settings[section ?? ''] ?? null),
    );
    connection.onRequest(() => null);
    connection.onError(() => undefined);
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

const clientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};
