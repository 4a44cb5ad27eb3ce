import type {
  CodeAction,
  CodeActionParams,
  ConfigurationItem,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  Hover,
  HoverParams,
  InitializedParams,
  InitializeParams,
  InitializeResult,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { Channel } from './channel.ts';
import { type CancellationToken, MessageConnection } from './message-connection.ts';
import { MessageType } from './protocol-values.ts';

type Answer<R> = R | Promise<R>;
type Handle<P, R> = (params: P, token: CancellationToken) => Answer<R>;
type Take<P> = (params: P) => Answer<void>;

/**
 * One client, in the words of the Language Server Protocol: what we ask and tell it, and what it asks and tells us. The
 * library that the protocol's authors offer for this is a third of a server's bundle, so only its types are used. They
 * are taken on trust: what a client sends is not validated.
 */
export class Connection {
  readonly #messages: MessageConnection;
  readonly #channel: Channel;
  #isShutDown = false;
  #progresses = 0;
  #onShutdown: () => void = () => undefined;

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#messages = new MessageConnection(channel, this.console.error);
  }

  readonly console = {
    error: (message: string) => this.#log(MessageType.Error, message),
    warn: (message: string) => this.#log(MessageType.Warning, message),
  };

  readonly window = {
    showWarningMessage: (message: string) => this.#show(MessageType.Warning, message),
    showInformationMessage: (message: string) => this.#show(MessageType.Info, message),
    createWorkDoneProgress: () => this.#createProgress(),
  };

  readonly workspace = {
    getConfiguration: (items: readonly ConfigurationItem[]) =>
      this.sendRequest<unknown[]>('workspace/configuration', { items }),
    onDidChangeWorkspaceFolders: (take: Take<WorkspaceFoldersChangeEvent>) =>
      this.onNotification(
        'workspace/didChangeWorkspaceFolders',
        ({ event }: DidChangeWorkspaceFoldersParams) => take(event),
      ),
  };

  readonly client = {
    /** Lets the client send notifications of a method. */
    register: (method: string, registerOptions: unknown) =>
      this.sendRequest<void>('client/registerCapability', {
        registrations: [{ id: method, method, registerOptions }],
      }),
  };

  onInitialize(handle: (params: InitializeParams) => InitializeResult): void {
    this.onRequest('initialize', (params: InitializeParams) => {
      if (params.processId !== null) {
        this.#channel.whenGone(params.processId, () => this.#exit());
      }
      return handle(params);
    });
  }

  onInitialized(take: Take<InitializedParams>): void {
    this.onNotification('initialized', take);
  }

  onShutdown(take: () => void): void {
    this.#onShutdown = take;
  }

  onDidChangeConfiguration(take: Take<DidChangeConfigurationParams>): void {
    this.onNotification('workspace/didChangeConfiguration', take);
  }

  onDidChangeWatchedFiles(take: Take<DidChangeWatchedFilesParams>): void {
    this.onNotification('workspace/didChangeWatchedFiles', take);
  }

  onDidOpenTextDocument(take: Take<DidOpenTextDocumentParams>): void {
    this.onNotification('textDocument/didOpen', take);
  }

  onDidChangeTextDocument(take: Take<DidChangeTextDocumentParams>): void {
    this.onNotification('textDocument/didChange', take);
  }

  onDidCloseTextDocument(take: Take<DidCloseTextDocumentParams>): void {
    this.onNotification('textDocument/didClose', take);
  }

  onCodeAction(handle: Handle<CodeActionParams, CodeAction[]>): void {
    this.onRequest('textDocument/codeAction', handle);
  }

  onCodeActionResolve(handle: Handle<CodeAction, CodeAction>): void {
    this.onRequest('codeAction/resolve', handle);
  }

  onHover(handle: Handle<HoverParams, Hover | null>): void {
    this.onRequest('textDocument/hover', handle);
  }

  onNotification<P>(method: string, take: Take<P>): void {
    this.#messages.onNotification(method, (params) => take(params as P));
  }

  onRequest<P, R>(method: string, handle: Handle<P, R>): void {
    this.#messages.onRequest(method, (params, token) => handle(params as P, token));
  }

  async sendRequest<R>(method: string, params: unknown): Promise<R> {
    return (await this.#messages.sendRequest(method, params)) as R;
  }

  sendNotification(method: string, params: unknown): void {
    this.#messages.sendNotification(method, params);
  }

  /** Begins to answer. Ends the process when the client says so, or is gone. */
  listen(): void {
    this.onRequest('shutdown', () => {
      this.#isShutDown = true;
      this.#onShutdown();
    });
    this.onNotification('exit', () => this.#exit());
    this.#messages.listen(() => this.#exit());
  }

  #exit(): void {
    this.#messages.close();
    this.#channel.exit(this.#isShutDown ? 0 : 1);
  }

  #log(type: number, message: string): void {
    this.sendNotification('window/logMessage', { type, message });
  }

  #show(type: number, message: string): void {
    this.sendNotification('window/showMessage', { type, message });
  }

  async #createProgress(): Promise<Progress> {
    const token = `flux-tenancy-${++this.#progresses}`;
    await this.sendRequest('window/workDoneProgress/create', { token });
    const send = (value: object) => this.sendNotification('$/progress', { token, value });
    return {
      begin: (title, percentage) => send({ kind: 'begin', title, percentage }),
      report: (percentage, message) => send({ kind: 'report', percentage, message }),
      done: () => send({ kind: 'end' }),
    };
  }
}

/** Shows the client's user how far something is, in percent. */
export interface Progress {
  begin(title: string, percentage: number): void;
  report(percentage: number, message: string): void;
  done(): void;
}
