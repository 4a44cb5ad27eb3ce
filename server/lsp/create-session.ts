import type { Clock } from '../host/clock.ts';
import type { FileSource } from '../host/file-source.ts';
import { MemoryFileSource } from '../host/memory-file-source.ts';
import type { Abilities } from './abilities.ts';
import { ClientFileSource } from './client-file-source.ts';
import type { Configuration } from './configuration.ts';
import type { Connection } from './connection.ts';
import type { Faults } from './faults.ts';
import type { FolderUri } from './folder-uri.ts';
import { guarded } from './guard.ts';
import type { OpenFolder } from './platform.ts';
import { ReadingProgress } from './progress.ts';
import { modelChangedNotification, statusNotification } from './protocol.ts';
import { Publisher } from './publish.ts';
import { Session } from './session.ts';

export interface SessionParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly openFolder: OpenFolder;
  readonly faults: Faults;
  readonly abilities: Abilities;
  readonly configuration: Configuration;
}

/** Connects a session with its client. */
export function createSession(parts: SessionParts): Session {
  const { connection, clock, faults, configuration } = parts;
  const logError = (message: string) => connection.console.error(message);
  const send = (method: string, params: unknown) => connection.sendNotification(method, params);
  return new Session({
    clock,
    logError,
    faults,
    publisher: new Publisher((params) => send('textDocument/publishDiagnostics', params)),
    openSource: (uri) => openSource(parts, uri),
    configure: guarded(logError, 'reading the settings', undefined, (folder) =>
      configuration.applyTo(folder),
    ),
    showReading: () => showReading(parts),
    sendStatus: (status) => send(statusNotification, status),
    sendModelChanged: (params) => send(modelChangedNotification, params),
    showCrash: ({ rule }) =>
      connection.window.showWarningMessage(
        `Flux Tenancy: the rule ${rule} failed, so results are incomplete. All other rules still work. See the log.`,
      ),
  });
}

function openSource(
  { connection, openFolder, abilities }: SessionParts,
  uri: FolderUri,
): FileSource {
  if (abilities.readsFiles) return new ClientFileSource(connection, uri);
  // Without any access, what is open is all there is.
  return openFolder(uri.uriOf('')) ?? new MemoryFileSource();
}

function showReading({ connection, clock, abilities }: SessionParts) {
  if (!abilities.showsProgress) return { report: () => undefined, done: () => undefined };
  return new ReadingProgress({
    clock,
    open: () => connection.window.createWorkDoneProgress(),
  });
}
