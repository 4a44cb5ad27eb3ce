import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSource } from '../../../server/host/file-source.ts';
import { MemoryFileSource } from '../../../server/host/memory-file-source.ts';
import { Connection } from '../../../server/lsp/connection.ts';
import type {
  InitializationOptions,
  ReadFileParams,
  ReadFileResult,
  Status,
  TenantsResult,
} from '../../../server/lsp/protocol.ts';
import { startServer } from '../../../server/lsp/server.ts';
import { streamChannel } from '../../../server/node/stream-channel.ts';
import { ManualClock } from './manual-clock.ts';

export interface EditorOptions {
  /** Texts of `file:///repo`, or sources of several folders by URI. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: Readonly<Record<string, FileSource>>;
  /** Folders that are open at the start; all of them if not given. */
  readonly open?: readonly string[];
  readonly settings?: unknown;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
}

export const repo = 'file:///repo';

/** An editor that talks to a server of its own, in the same process and without any delay. */
export class Editor {
  readonly clock = new ManualClock();
  readonly published: PublishDiagnosticsParams[] = [];
  readonly statuses: Status[] = [];
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  readonly registered: RegistrationParams[] = [];
  modelChanges = 0;
  settings: unknown;
  initialized: InitializeResult | undefined;
  readonly #connection: MessageConnection;
  readonly #sources: Readonly<Record<string, FileSource>>;
  readonly #documents = new Map<string, TextDocument>();

  private constructor(options: EditorOptions) {
    this.#sources = options.folders ?? { [repo]: new MemoryFileSource(options.files ?? {}) };
    this.settings = options.settings ?? null;
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    startServer(new Connection(streamChannel(toServer, toClient)), {
      clock: this.clock,
      loadReader: async () => (uri) => this.#sources[uri],
    });
    this.#connection = createMessageConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.#listen();
  }

  /** Starts a server and waits until it has read everything. */
  static async start(options: EditorOptions = {}): Promise<Editor> {
    const editor = await Editor.startWithoutWaiting(options);
    await editor.settled();
    return editor;
  }

  static async startWithoutWaiting(options: EditorOptions = {}): Promise<Editor> {
    const editor = new Editor(options);
    const open = options.open ?? Object.keys(editor.#sources);
    editor.initialized = await editor.#connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: open.map((uri) => ({ uri, name: uri })),
      capabilities: options.capabilities ?? fullCapabilities,
      initializationOptions: options.initializationOptions,
    });
    await editor.notify('initialized', {});
    return editor;
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    this.#connection.dispose();
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** Parameters, and then a token that cancels the request; either can be left out. */
  request<R>(method: string, ...given: readonly unknown[]): Promise<R> {
    return this.#connection.sendRequest(method, ...given);
  }

  /** Waits until the server has taken in everything; messages come in order, so its answer is the last one. */
  async settled(): Promise<TenantsResult> {
    return this.request('fluxTenancy/tenants', {});
  }

  /** Rules of the diagnostics that a file shows now. */
  rulesIn(file: string): readonly unknown[] {
    return this.diagnosticsOf(file).map(({ code }) => code);
  }

  diagnosticsOf(file: string): readonly Diagnostic[] {
    return this.published.findLast(({ uri }) => uri === uriOf(file))?.diagnostics ?? [];
  }

  /** Files that show diagnostics now. */
  get flagged(): readonly string[] {
    const latest = new Map(this.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
    return [...latest].filter(([, { length }]) => length > 0).map(([uri]) => uri);
  }

  async open(file: string, text: string, version = 1): Promise<void> {
    const uri = uriOf(file);
    this.#documents.set(uri, TextDocument.create(uri, 'yaml', version, text));
    await this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version, text },
    });
  }

  async change(file: string, text: string): Promise<void> {
    const uri = uriOf(file);
    const version = (this.#documents.get(uri)?.version ?? 0) + 1;
    this.#documents.set(uri, TextDocument.create(uri, 'yaml', version, text));
    await this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(file: string): Promise<void> {
    this.#documents.delete(uriOf(file));
    await this.notify('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
  }

  async watched(changes: Readonly<Record<string, keyof typeof FileChangeType>>): Promise<void> {
    const params: DidChangeWatchedFilesParams = {
      changes: Object.entries(changes).map(([file, type]) => ({
        uri: uriOf(file),
        type: FileChangeType[type],
      })),
    };
    await this.notify('workspace/didChangeWatchedFiles', params);
  }

  actions(file: string, diagnostics = this.diagnosticsOf(file)): Promise<readonly CodeAction[]> {
    const range = diagnostics[0]?.range ?? nowhere;
    return this.request('textDocument/codeAction', {
      textDocument: { uri: uriOf(file) },
      range,
      context: { diagnostics },
    });
  }

  /** Applies an edit to the open documents, as an editor does; edits of other versions are refused. */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    for (const change of edit?.documentChanges ?? []) {
      if (!('textDocument' in change)) continue;
      const { uri, version } = change.textDocument;
      const document = this.#documents.get(uri);
      if (document?.version !== version) throw new Error(`${uri} has another version`);
      await this.change(pathOf(uri), TextDocument.applyEdits(document, plainEdits(change)));
    }
  }

  textOf(file: string): string | undefined {
    return this.#documents.get(uriOf(file))?.getText();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onNotification('textDocument/publishDiagnostics', (one) => {
      this.published.push(one);
    });
    connection.onNotification('fluxTenancy/status', (status) => {
      this.statuses.push(status);
    });
    connection.onNotification('fluxTenancy/modelChanged', () => {
      this.modelChanges++;
    });
    connection.onNotification('window/logMessage', ({ message }) => {
      this.logged.push(message);
    });
    connection.onNotification('window/showMessage', ({ message }) => {
      this.shown.push(message);
    });
    connection.onRequest('window/showMessageRequest', ({ message }) => {
      this.shown.push(message);
      return null;
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('client/registerCapability', (params) => {
      this.registered.push(params);
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }) => items.map(() => this.settings));
    connection.onRequest('fluxTenancy/listFiles', ({ folder }) => this.#list(folder));
    connection.onRequest<ReadFileResult, void>('fluxTenancy/readFile', ({ uri }: ReadFileParams) =>
      this.#read(uri),
    );
    connection.listen();
  }

  async #list(uri: string) {
    const [folder, source] = this.#sourceOf(uri);
    const files = [];
    for await (const group of source.list([uri.slice(folder.length + 1)])) {
      files.push(...group.map(({ file, size }) => ({ uri: `${folder}/${file}`, size })));
    }
    return { files };
  }

  async #read(uri: string): Promise<ReadFileResult> {
    const [folder, source] = this.#sourceOf(uri);
    const text = await source.read(uri.slice(folder.length + 1));
    return typeof text === 'string' ? { text } : text;
  }

  #sourceOf(uri: string): [string, FileSource] {
    const found = Object.entries(this.#sources).find(([folder]) => uri.startsWith(folder));
    if (!found) throw new Error(`${uri} lies in no folder`);
    return found;
  }
}

/** Paths without a scheme are relative to `repo`. */
export function uriOf(file: string): string {
  return /^[\w-]+:/.test(file) ? file : `${repo}/${file}`;
}

function pathOf(uri: string): string {
  return uri.startsWith(`${repo}/`) ? uri.slice(repo.length + 1) : uri;
}

function plainEdits({ edits }: TextDocumentEdit) {
  return edits.map((edit) =>
    'newText' in edit
      ? edit
      : { range: edit.range, newText: edit.snippet.value.replace(/\$\{\d+:(.*?)\}/g, '$1') },
  );
}

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What VS Code can do. */
export const fullCapabilities: ClientCapabilities = {
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      snippetEditSupport: true,
    },
  },
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};
