import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Abilities, abilitiesOf, fieldOf } from './abilities.ts';
import { codeActions } from './code-actions.ts';
import { Configuration, settingsSection } from './configuration.ts';
import { createSession } from './create-session.ts';
import { Faults } from './faults.ts';
import { fixAllKind } from './fix-all-action.ts';
import { answering, guarded } from './guard.ts';
import { hover } from './hover.ts';
import type { Platform } from './platform.ts';
import {
  aliveRequest,
  type ExplainParams,
  explainRequest,
  type TenantsResult,
  tenantsRequest,
} from './protocol.ts';
import { resolveAction } from './resolve-action.ts';
import type { Session } from './session.ts';
import { withoutLinks } from './shown-text.ts';
import { watched } from './watch.ts';

interface Running {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly abilities: Abilities;
  readonly folders: readonly string[];
}

/** Wraps a handler, with a name for the log and what to answer after a fault. */
type Guard<R> = <P extends readonly unknown[]>(
  name: string,
  fallback: R,
  handle: (...params: P) => R,
) => (...params: P) => Promise<R>;

const noTenants: TenantsResult = { tenants: [], hasFlux: false, situation: 'no-flux' };

/**
 * Makes a language server of a connection. Every handler is guarded: a fault is logged, a request is answered with an
 * error, and nothing else ends.
 */
export function startServer(connection: Connection, platform: Platform): void {
  const logError = (message: string) => connection.console.error(message);
  const guard = <P extends readonly unknown[], R>(
    name: string,
    fallback: R,
    handle: (...params: P) => R | Promise<R>,
  ) => guarded(logError, name, fallback, handle);
  const faults = new Faults({
    log: logError,
    show: (message) => connection.window.showWarningMessage(message),
  });
  const answer = <P, R>(name: string, handle: (params: P) => R | Promise<R>) =>
    answering(faults, name, handle);
  let running: Running | undefined;

  connection.onInitialize((params): InitializeResult => {
    running = prepare(connection, platform, faults, params);
    return { capabilities, serverInfo: { name: 'flux-tenancy' } };
  });
  connection.onInitialized(
    guard('initialized', undefined, async () => {
      if (!running) return;
      listenForFolders(connection, guard, running);
      running.session.changeFolders(running.folders, []);
      await register(connection, running.abilities);
    }),
  );
  connection.onDidChangeConfiguration(
    guard('didChangeConfiguration', undefined, ({ settings }) => {
      running?.configuration.takePushed(settings);
      running?.session.reconfigure();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard('didChangeWatchedFiles', undefined, (params) => running?.session.changeWatched(params)),
  );
  connection.onCodeAction(
    answer('codeAction', (params: CodeActionParams) => {
      const target = running?.session.find(params.textDocument.uri);
      if (!running || !target) return [];
      return [...codeActions({ ...target, abilities: running.abilities }, params)];
    }),
  );
  connection.onCodeActionResolve(
    answer('codeActionResolve', (action: CodeAction) => {
      const found = running && resolveAction(action, running);
      if (found) return found;
      connection.window.showInformationMessage(
        `“${withoutLinks(action.title)}” no longer applies: the files have changed since it was offered.`,
      );
      return action;
    }),
  );
  connection.onHover(
    answer('hover', ({ textDocument, position }: HoverParams) => {
      const target = running?.session.find(textDocument.uri);
      return running && target
        ? hover({ ...target, abilities: running.abilities }, position)
        : null;
    }),
  );
  connection.onRequest(
    tenantsRequest,
    answer('tenants', () => running?.session.tenants() ?? noTenants),
  );
  connection.onRequest(
    explainRequest,
    answer('explain', ({ text }: ExplainParams) => running?.session.explain(text) ?? null),
  );
  connection.onRequest(aliveRequest, () => null);
  connection.onShutdown(() => running?.session.dispose());
  listenForDocuments(connection, guard, () => running?.session);
  connection.listen();
}

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
    resolveProvider: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

function prepare(
  connection: Connection,
  platform: Platform,
  faults: Faults,
  params: InitializeParams,
): Running {
  const abilities = abilitiesOf(params);
  const configuration = new Configuration(
    {
      ask: abilities.answersConfiguration
        ? (items) => connection.workspace.getConfiguration(items)
        : undefined,
      warn: (message) => connection.console.warn(message),
    },
    fieldOf(params.initializationOptions, 'settings'),
  );
  const named = params.workspaceFolders?.map(({ uri }) => uri);
  return {
    abilities,
    configuration,
    session: createSession({ connection, platform, faults, abilities, configuration }),
    folders: named ?? (params.rootUri ? [params.rootUri] : []),
  };
}

function listenForFolders(
  connection: Connection,
  guard: Guard<undefined>,
  { session, abilities }: Running,
): void {
  if (!abilities.changesFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(
    guard(
      'didChangeWorkspaceFolders',
      undefined,
      ({ added, removed }: WorkspaceFoldersChangeEvent) => {
        session.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
      },
    ),
  );
}

function listenForDocuments(
  connection: Connection,
  guard: Guard<undefined>,
  session: () => Session | undefined,
): void {
  const documents = new TextDocuments(TextDocument);
  documents.onDidChangeContent(
    guard('didChange', undefined, ({ document }: { document: TextDocument }) => {
      session()?.show(document);
    }),
  );
  documents.onDidClose(
    guard('didClose', undefined, ({ document }: { document: TextDocument }) => {
      session()?.hide(document.uri);
    }),
  );
  documents.listen(connection);
}

async function register(connection: Connection, abilities: Abilities): Promise<void> {
  if (abilities.registersConfiguration) {
    const section = { section: settingsSection };
    await connection.client.register(DidChangeConfigurationNotification.type, section);
  }
  if (abilities.registersWatchers) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, watched);
  }
}
