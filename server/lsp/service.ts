import type {
  CodeAction,
  CodeActionParams,
  ConfigurationItem,
  Hover,
  HoverParams,
  InitializeParams,
} from 'vscode-languageserver';
import type { Clock } from '../host/clock.ts';
import { type Abilities, abilitiesOf, fieldOf } from './abilities.ts';
import { codeActions } from './code-actions.ts';
import { Configuration, settingsSection } from './configuration.ts';
import type { Connection } from './connection.ts';
import { createSession } from './create-session.ts';
import type { Faults } from './faults.ts';
import { hover } from './hover.ts';
import type { CancellationToken } from './message-connection.ts';
import type { OpenFolder } from './platform.ts';
import type { CountersResult, ExplainResult, TenantsResult } from './protocol.ts';
import { resolveAction } from './resolve-action.ts';
import type { Session } from './session.ts';
import { withoutLinks } from './shown-text.ts';
import { watched } from './watch.ts';

export interface ServiceParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly openFolder: OpenFolder;
  readonly params: InitializeParams;
}

/**
 * What the server does beside introducing itself. In a module of its own: with all that it needs of the engine it takes
 * as long to load as everything else together, and is loaded when the client has its first answer.
 */
export class Service {
  readonly session: Session;
  readonly #connection: Connection;
  readonly #abilities: Abilities;
  readonly #configuration: Configuration;

  constructor({ connection, clock, faults, openFolder, params }: ServiceParts) {
    this.#connection = connection;
    const abilities = abilitiesOf(params);
    const configuration = configurationFor(connection, abilities, params);
    this.#abilities = abilities;
    this.#configuration = configuration;
    this.session = createSession({
      connection,
      clock,
      faults,
      openFolder,
      abilities,
      configuration,
    });
    const named = params.workspaceFolders?.map(({ uri }) => uri);
    this.session.changeFolders(named ?? (params.rootUri ? [params.rootUri] : []), []);
  }

  /** Asks the client to tell us what else we need to know. */
  async register(): Promise<void> {
    const { client } = this.#connection;
    const { registersConfiguration, registersWatchers } = this.#abilities;
    const section = { section: settingsSection };
    await Promise.all([
      registersConfiguration && client.register('workspace/didChangeConfiguration', section),
      registersWatchers && client.register('workspace/didChangeWatchedFiles', watched),
    ]);
  }

  /** Takes over settings, or asks for them where the client only says that they have changed. */
  reconfigure(settings: unknown): void {
    this.#configuration.takePushed(settings);
    this.session.reconfigure();
  }

  codeActions(params: CodeActionParams): CodeAction[] {
    const target = this.session.find(params.textDocument.uri);
    return target ? [...codeActions({ ...target, abilities: this.#abilities }, params)] : [];
  }

  resolve(action: CodeAction): CodeAction {
    const found = resolveAction(action, { session: this.session, abilities: this.#abilities });
    if (found) return found;
    this.#connection.window.showInformationMessage(
      `“${withoutLinks(action.title)}” no longer applies: the files have changed since it was offered.`,
    );
    return action;
  }

  hover({ textDocument, position }: HoverParams): Hover | null {
    const target = this.session.find(textDocument.uri);
    return target ? hover({ ...target, abilities: this.#abilities }, position) : null;
  }

  /** Undefined if it was cancelled before everything was read. */
  async tenants(token: CancellationToken): Promise<TenantsResult | undefined> {
    await this.session.settled();
    return token.isCancellationRequested ? undefined : this.session.tenants();
  }

  async counters(): Promise<CountersResult> {
    await this.session.settled();
    return this.session.counters();
  }

  /** The same for what a pasted message means. */
  async explain(text: string, token: CancellationToken): Promise<ExplainResult | undefined> {
    await this.session.settled();
    return token.isCancellationRequested ? undefined : this.session.explain(text);
  }
}

function configurationFor(
  connection: Connection,
  abilities: Abilities,
  { initializationOptions }: InitializeParams,
): Configuration {
  const ports = {
    ask: abilities.answersConfiguration
      ? (items: ConfigurationItem[]) => connection.workspace.getConfiguration(items)
      : undefined,
    warn: (message: string) => connection.console.warn(message),
  };
  return new Configuration(ports, fieldOf(initializationOptions, 'settings'));
}
