import type {
  InitializeParams,
  InitializeResult,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { abilitiesOf } from './abilities.ts';
import { AttentiveClock } from './attentive-clock.ts';
import { capabilities } from './capabilities.ts';
import type { Connection } from './connection.ts';
import { Faults } from './faults.ts';
import { answering, guarded } from './guard.ts';
import type { CancellationToken } from './message-connection.ts';
import { followDocuments } from './open-documents.ts';
import type { Platform } from './platform.ts';
import {
  aliveRequest,
  countersRequest,
  type ExplainParams,
  explainRequest,
  rereadNotification,
  type TenantsResult,
  tenantsRequest,
} from './protocol.ts';
import type { Service } from './service.ts';

const noTenants: TenantsResult = { tenants: [], hasFlux: false, situation: 'no-flux' };

/**
 * Makes a language server of a connection. Every handler is guarded: a fault is logged, a request is answered with an
 * error, and nothing else ends.
 */
export function startServer(connection: Connection, platform: Platform): void {
  const server = new Server(connection, platform);
  let params: InitializeParams | undefined;
  connection.onInitialize((given): InitializeResult => {
    params = given;
    return { capabilities, serverInfo: { name: 'flux-tenancy' } };
  });
  connection.onInitialized(() => {
    if (params) server.start(params);
  });
  connection.onShutdown(() => server.stop());
  listenForRequests(connection, server);
  listenForChanges(connection, server);
  connection.listen();
}

/** Hands messages to the service, in the order in which they come, as soon as it is there. */
class Server {
  readonly #connection: Connection;
  readonly #platform: Platform;
  readonly #clock: AttentiveClock;
  readonly #faults: Faults;
  #service: Promise<Service | undefined> = Promise.resolve(undefined);

  constructor(connection: Connection, platform: Platform) {
    this.#connection = connection;
    this.#platform = platform;
    this.#clock = new AttentiveClock(platform.clock);
    this.#faults = new Faults({
      log: (message) => connection.console.error(message),
      show: (message) => connection.window.showWarningMessage(message),
    });
  }

  start(params: InitializeParams): void {
    const load = this.#guard('initialized', undefined, async () => {
      const { Service } = await import('./service.ts');
      const openFolder = (await this.#platform.loadReader?.()) ?? (() => undefined);
      return new Service({
        connection: this.#connection,
        clock: this.#clock,
        faults: this.#faults,
        openFolder,
        params,
      });
    });
    this.#service = load();
    this.on('registration', (service) => service.register())(undefined);
    if (!abilitiesOf(params).changesFolders) return;
    this.#connection.workspace.onDidChangeWorkspaceFolders(
      this.on('didChangeWorkspaceFolders', ({ session }, event: WorkspaceFoldersChangeEvent) =>
        session.changeFolders(
          event.added.map(({ uri }) => uri),
          event.removed.map(({ uri }) => uri),
        ),
      ),
    );
  }

  stop(): void {
    void this.#service.then((service) => service?.session.dispose());
  }

  /** A handler of what the client tells us. */
  on<P>(name: string, handle: (service: Service, params: P) => void | Promise<void>) {
    const run = this.#guard(name, undefined, async (params: P) => {
      const service = await this.#service;
      if (service) await handle(service, params);
    });
    return (params: P): void => {
      this.#clock.noteMessage();
      void run(params);
    };
  }

  /** A handler of what it asks for, with what to answer before the service was started. */
  answering<P, R, F>(
    name: string,
    fallback: (params: P) => F,
    handle: (service: Service, params: P, token: CancellationToken) => R | Promise<R>,
  ) {
    const answer = answering(this.#faults, name, async (params: P, token: CancellationToken) => {
      const service = await this.#service;
      return service ? handle(service, params, token) : fallback(params);
    });
    return (params: P, token: CancellationToken): Promise<R | F> => {
      this.#clock.noteMessage();
      return answer(params, token);
    };
  }

  #guard<P extends readonly unknown[], R, F>(
    name: string,
    fallback: F,
    handle: (...params: P) => Promise<R>,
  ): (...params: P) => Promise<R | F> {
    const logError = (message: string) => this.#connection.console.error(message);
    return guarded<P, R | F>(logError, name, fallback, handle);
  }
}

function listenForRequests(connection: Connection, server: Server): void {
  connection.onCodeAction(
    server.answering(
      'codeAction',
      () => [],
      (service, params) => service.codeActions(params),
    ),
  );
  connection.onCodeActionResolve(
    server.answering(
      'codeActionResolve',
      (action) => action,
      (service, action) => service.resolve(action),
    ),
  );
  connection.onHover(
    server.answering(
      'hover',
      () => null,
      (service, params) => service.hover(params),
    ),
  );
  connection.onRequest(
    tenantsRequest,
    server.answering(
      'tenants',
      () => noTenants,
      (service, _, token) => service.tenants(token),
    ),
  );
  connection.onRequest(
    explainRequest,
    server.answering(
      'explain',
      () => null,
      (service, { text }: ExplainParams, token) => service.explain(text, token),
    ),
  );
  connection.onRequest(
    countersRequest,
    server.answering(
      'counters',
      () => ({ folders: [] }),
      (service) => service.counters(),
    ),
  );
  connection.onRequest(aliveRequest, () => null);
}

function listenForChanges(connection: Connection, server: Server): void {
  connection.onDidChangeConfiguration(
    server.on('didChangeConfiguration', (service, { settings }) => service.reconfigure(settings)),
  );
  connection.onDidChangeWatchedFiles(
    server.on('didChangeWatchedFiles', ({ session }, params) => session.changeWatched(params)),
  );
  connection.onNotification(
    rereadNotification,
    server.on('reread', ({ session }) => session.reread()),
  );
  followDocuments(connection, {
    show: server.on('didChange', ({ session }, document) => session.show(document)),
    hide: server.on('didClose', ({ session }, uri) => session.hide(uri)),
  });
}
