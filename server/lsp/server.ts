import type {
  InitializeParams,
  InitializeResult,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { type Abilities, abilitiesOf, fieldOf } from './abilities.ts';
import { codeActions } from './code-actions.ts';
import { Configuration, settingsSection } from './configuration.ts';
import type { Connection } from './connection.ts';
import { createSession } from './create-session.ts';
import { fixAllKind } from './fix-all-action.ts';
import { guarded } from './guard.ts';
import { hover } from './hover.ts';
import { followDocuments } from './open-documents.ts';
import type { Platform } from './platform.ts';
import {
  type ExplainParams,
  explainRequest,
  type TenantsResult,
  tenantsRequest,
} from './protocol.ts';
import { CodeActionKind, TextDocumentSyncKind } from './protocol-values.ts';
import { resolveAction } from './resolve-action.ts';
import type { Session } from './session.ts';
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

/** Makes a language server of a connection. Every handler is guarded: a fault is logged and nothing else ends. */
export function startServer(connection: Connection, platform: Platform): void {
  const logError = (message: string) => connection.console.error(message);
  const guard = <P extends readonly unknown[], R>(
    name: string,
    fallback: R,
    handle: (...params: P) => R | Promise<R>,
  ) => guarded(logError, name, fallback, handle);
  let running: Running | undefined;

  connection.onInitialize((params): InitializeResult => {
    running = prepare(connection, platform, params);
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
    guard('codeAction', [], (params) => {
      const target = running?.session.find(params.textDocument.uri);
      if (!running || !target) return [];
      return [...codeActions({ ...target, abilities: running.abilities }, params)];
    }),
  );
  connection.onCodeActionResolve((action) =>
    guard('codeActionResolve', action, () => {
      const found = running && resolveAction(action, running);
      if (found) return found;
      connection.window.showInformationMessage(
        `“${action.title}” no longer applies: the files have changed since it was offered.`,
      );
      return action;
    })(),
  );
  connection.onHover(
    guard('hover', null, ({ textDocument, position }) => {
      const target = running?.session.find(textDocument.uri);
      return running && target
        ? hover({ ...target, abilities: running.abilities }, position)
        : null;
    }),
  );
  connection.onRequest(
    tenantsRequest,
    guard('tenants', noTenants, () => running?.session.tenants() ?? noTenants),
  );
  connection.onRequest(
    explainRequest,
    guard('explain', null, ({ text }: ExplainParams) => running?.session.explain(text) ?? null),
  );
  connection.onShutdown(() => running?.session.dispose());
  followDocuments(connection, {
    show: guard('didChange', undefined, (document) => running?.session.show(document)),
    hide: guard('didClose', undefined, (uri) => running?.session.hide(uri)),
  });
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

function prepare(connection: Connection, platform: Platform, params: InitializeParams): Running {
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
    session: createSession({ connection, platform, abilities, configuration }),
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

async function register(connection: Connection, abilities: Abilities): Promise<void> {
  if (abilities.registersConfiguration) {
    const section = { section: settingsSection };
    await connection.client.register('workspace/didChangeConfiguration', section);
  }
  if (abilities.registersWatchers) {
    await connection.client.register('workspace/didChangeWatchedFiles', watched);
  }
}
