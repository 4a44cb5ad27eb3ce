import { defaultSettings, type Snapshot } from '../core/index.ts';
import { requireConfiguration } from './configuration-error.ts';
import type { Session } from './environment.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import type { ExplainOutput } from './explain-output.ts';
import { loadWorkspace } from './load-workspace.ts';
import { Locator } from './locator.ts';
import type { ObjectsOutput } from './objects-output.ts';
import { Progress } from './progress.ts';
import { jsonReport } from './report-json.ts';
import type { Format } from './request.ts';
import { type SourceLines, sourceLines } from './source-lines.ts';
import { type Style, styleFor } from './style.ts';
import { findTarget, reachable, withinPath } from './target.ts';
import type { TenantsOutput } from './tenants-output.ts';
import { visible } from './visible-text.ts';

/** What a command prints of the model of one workspace. */
export interface ModelPrinter<T extends ModelOutput> {
  describe(snapshot: Snapshot, locator: Locator): T;
  pretty(output: T, context: PrettyContext): string;
  /** What the exit code says beside what could not be read; without it, that all is well. */
  verdict?(output: T, snapshot: Snapshot): Parameters<typeof exitCodeOf>[0];
}

type ModelOutput = ExplainOutput | ObjectsOutput | TenantsOutput;

/** What a report for people is made with, beside what it reports. */
export interface PrettyContext {
  readonly style: Style;
  readonly snapshot: Snapshot;
  readonly lines: SourceLines;
}

/** Prints a part of the model of the workspace at PATH; what could not be read is said on stderr. */
export async function printModel<T extends ModelOutput>(
  request: { readonly path: string; readonly format: Format },
  session: Session,
  { describe, pretty, verdict }: ModelPrinter<T>,
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
  const context = () => ({
    snapshot,
    style: styleFor(session.stdout, session.surroundings.env),
    lines: sourceLines([{ target, loaded: { snapshot } }], reachable),
  });
  session.stdout.write(isJson ? jsonReport(output) : pretty(output, context()));
  for (const { file, message } of unread) {
    session.stderr.write(`note: ${visible(`${locator.name(file)}: ${message}`)}\n`);
  }
  const judged = verdict?.(output, snapshot) ?? { incomplete: false, failed: false };
  return exitCodeOf({ ...judged, incomplete: incomplete || judged.incomplete });
}
