import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import {
  aliveRequest,
  type CountersResult,
  countersRequest,
  type ExplainResult,
  explainRequest,
  type InitializationOptions,
  modelChangedNotification,
  rereadNotification,
  type Status,
  statusNotification,
  type TenantNode,
  type TenantsResult,
  tenantsRequest,
} from '../server/lsp/protocol.ts';
import { answerFileRequests } from './answer-file-requests.ts';
import { registerCommands } from './commands.ts';
import { askAgainWithOtherExtensions, configurationMiddleware } from './configuration.ts';
import { crashHandler, serverKeeper } from './crash-handler.ts';
import { documentSelector, withoutCopies } from './documents.ts';
import { countersDocument } from './engine-counters.ts';
import { ErrorExplainer } from './explain-error.ts';
import { Heartbeat } from './heartbeat.ts';
import { totalProblems, whenProblemsChange } from './problem-total.ts';
import type { ServerKeeper } from './server-keeper.ts';
import { ShownDocument } from './shown-document.ts';
import { StatusDisplay } from './status.ts';
import { TenantsView } from './tenants-view.ts';

/** Also the section of the settings: the library reads `fluxTenancy.trace.server`. */
export const clientId = 'fluxTenancy';
export const clientName = 'Flux Tenancy';

/** What differs between Node and a browser. */
export interface Platform {
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  fileAccess(): InitializationOptions['fileAccess'];
  /** Ends the server at once, whatever it does; the client sees that as a crash. */
  killServer(): void;
  /** True where somebody may have stopped the server at a breakpoint. */
  readonly isDebugged: boolean;
}

/** What `activate` returns, for tests. */
export interface Api {
  /** Settles once the first scan is over. */
  ready(): Promise<void>;
  tenants(): Promise<readonly TenantNode[]>;
  /** Ends the server as if it no longer answered. */
  killServer(): void;
}

/** A running extension. */
export interface Session {
  readonly api: Api;
  stop(): Promise<void>;
}

/** Starts the server and connects the view, the status and the commands to it. Does not wait for the scan. */
export function start(context: ExtensionContext, platform: Platform): Session {
  const log = window.createOutputChannel(clientName, { log: true });
  const keeper = serverKeeper(log);
  const client = newClient(platform, log, keeper);
  const ask = () => client.sendRequest<TenantsResult>(tenantsRequest);
  const view = new TenantsView(ask, log);
  const explainer = new ErrorExplainer((text) =>
    client.sendRequest<ExplainResult | null>(explainRequest, { text }),
  );
  const counters = new ShownDocument('Counters');
  const scanned = followStatus(context, client, view);
  client.onNotification(modelChangedNotification, () => view.refresh());
  const killServer = () => {
    log.warn('The server no longer answers and is ended.');
    keeper.noteStuck();
    platform.killServer();
  };
  if (!platform.isDebugged) context.subscriptions.push(watchOver(client, killServer));
  let started = startClient(client, log);
  const stop = async () => {
    // It cannot be stopped while it starts.
    await started;
    if (client.needsStop()) await client.stop();
  };
  const restartServer = async () => {
    keeper.startOver();
    await stop().catch((error) => log.warn(`The server did not stop in time: ${error}`));
    started = startClient(client, log);
    await started;
  };
  context.subscriptions.push(
    log,
    view,
    explainer,
    counters,
    ...answerFileRequests(client),
    ...registerCommands({
      refresh: async () => {
        await client.sendNotification(rereadNotification);
        await view.refresh();
      },
      showOutput: () => log.show(),
      restartServer,
      explainError: () => explainer.run(),
      showCounters: async () => {
        const { folders } = await client.sendRequest<CountersResult>(countersRequest);
        await counters.show(countersDocument(folders, folderName));
      },
    }),
    restartOnOtherAccess(platform, restartServer),
    askAgainWithOtherExtensions(client),
  );
  const tenants = async () => (await ask()).tenants;
  return { api: { ready: () => scanned, tenants, killServer }, stop };
}

const folderName = (uri: string): string =>
  workspace.getWorkspaceFolder(Uri.parse(uri))?.name ?? uri;

function newClient(
  { createClient, fileAccess }: Platform,
  log: LogOutputChannel,
  keeper: ServerKeeper,
): BaseLanguageClient {
  const initializationOptions = (): InitializationOptions => ({ fileAccess: fileAccess() });
  const client = createClient({
    documentSelector,
    initializationOptions,
    middleware: { ...withoutCopies, ...configurationMiddleware(clientId) },
    outputChannel: log,
    // A request that fails is a line in the log, never a message.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  client.clientOptions.errorHandler = crashHandler(client.createDefaultErrorHandler(), keeper);
  return client;
}

/** Looks after a server for as long as it runs. */
function watchOver(client: BaseLanguageClient, onStuck: () => void): Disposable {
  const heartbeat = new Heartbeat({
    ping: () => client.sendRequest(aliveRequest),
    every: (milliseconds, run) => {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
    onStuck,
  });
  const states = client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) heartbeat.start();
    else heartbeat.stop();
  });
  return {
    dispose() {
      states.dispose();
      heartbeat.stop();
    },
  };
}

/** The library has told the user of a failure; it must not end the activation, whose commands help. */
async function startClient(client: BaseLanguageClient, log: LogOutputChannel): Promise<void> {
  try {
    await client.start();
  } catch (error) {
    log.error(`The server could not be started: ${error}`);
  }
}

/** Shows what the server says of its state and its findings; settles when the first scan is over. */
function followStatus(
  context: ExtensionContext,
  client: BaseLanguageClient,
  view: TenantsView,
): Promise<void> {
  const display = new StatusDisplay();
  let latest: Status | undefined;
  const show = () => {
    if (!latest) return;
    const problems = totalProblems(client.diagnostics);
    display.show(latest, problems);
    view.count(problems);
  };
  context.subscriptions.push(display, whenProblemsChange(show));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) return;
    latest = undefined;
    display.hide();
    view.clear();
    setViewState(newState === State.Starting ? 'scanning' : 'stopped');
  });
  return new Promise((resolve) => {
    client.onNotification(statusNotification, (status: Status) => {
      latest = status;
      show();
      setViewState(stateOf(status));
      if (status.state !== 'scanning') resolve();
    });
  });
}

/** Chooses the text that the view shows where it has no tenants, by the `when` clauses of the manifest. */
type ViewState = 'scanning' | 'noFlux' | 'noTenants' | 'filled' | 'stopped';

function setViewState(state: ViewState): void {
  commands.executeCommand('setContext', `${clientId}.state`, state);
}

function stateOf({ state, fluxFiles, tenants }: Status): ViewState {
  if (state === 'scanning') return 'scanning';
  if (tenants > 0) return 'filled';
  return fluxFiles > 0 ? 'noTenants' : 'noFlux';
}

/** Whether the server reads files itself is said when it starts; another kind of folder can change it. */
function restartOnOtherAccess({ fileAccess }: Platform, restartServer: () => Promise<void>) {
  let current = fileAccess();
  return workspace.onDidChangeWorkspaceFolders(() => {
    if (fileAccess() === current) return;
    current = fileAccess();
    restartServer();
  });
}
