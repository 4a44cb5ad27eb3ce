import { defaultSettings, type Snapshot } from '../core/index.ts';
import { requireConfiguration } from './configuration-error.ts';
import type { Session } from './environment.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { loadWorkspace } from './load-workspace.ts';
import { Locator } from './locator.ts';
import type { ObjectsOutput } from './objects-output.ts';
import { Progress } from './progress.ts';
import { jsonReport } from './report-json.ts';
import type { Format } from './request.ts';
import { type Style, styleFor } from './style.ts';
import { findTarget, reachable, withinPath } from './target.ts';
import type { TenantsOutput } from './tenants-output.ts';
import { visible } from './visible-text.ts';

/** What a command prints of the model of one workspace. */
export interface ModelPrinter<T extends ObjectsOutput | TenantsOutput> {
  describe(snapshot: Snapshot, locator: Locator): T;
  pretty(output: T, style: Style, snapshot: Snapshot): string;
}

/** Prints a part of the model of the workspace at PATH; what could not be read is said on stderr. */
export async function printModel<T extends ObjectsOutput | TenantsOutput>(
  request: { readonly path: string; readonly format: Format },
  session: Session,
  { describe, pretty }: ModelPrinter<T>,
): Promise<ExitCode> {
  const target = findTarget(request.path, session.surroundings.cwd);
  const progress = new Progress(session.stderr);
  const files = session.openFiles(target.root);
  const { snapshot, unread, incomplete } = await loadWorkspace(files, {
    settings: defaultSettings,
    progress,
  });
  progress.end();
  requireConfiguration(snapshot, new Locator(target, snapshot, reachable));
  const isJson = request.format === 'json';
  const locator = new Locator(target, snapshot, isJson ? withinPath : reachable);
  const output = describe(snapshot, locator);
  const style = styleFor(session.stdout, session.surroundings.env);
  session.stdout.write(isJson ? jsonReport(output) : pretty(output, style, snapshot));
  for (const { file, message } of unread) {
    session.stderr.write(`note: ${visible(`${locator.name(file)}: ${message}`)}\n`);
  }
  return exitCodeOf({ incomplete, failed: false });
}
