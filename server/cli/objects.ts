import { defaultSettings } from '../core/index.ts';
import { requireConfiguration } from './configuration-error.ts';
import { describeObjects } from './describe-objects.ts';
import type { Session } from './environment.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { loadWorkspace } from './load-workspace.ts';
import { Locator } from './locator.ts';
import { Progress } from './progress.ts';
import { jsonReport } from './report-json.ts';
import { prettyObjects } from './report-pretty-objects.ts';
import type { ObjectsRequest } from './request.ts';
import { styleFor } from './style.ts';
import { findTarget, reachable, withinPath } from './target.ts';
import { visible } from './visible-text.ts';

/** Prints every manifest of the workspace at PATH with what becomes of it; what could not be read is said on stderr. */
export async function objects(request: ObjectsRequest, session: Session): Promise<ExitCode> {
  const target = findTarget(request.path, session.surroundings.cwd);
  const progress = new Progress(session.stderr);
  const files = session.openFiles(target.root);
  const loaded = await loadWorkspace(files, { settings: defaultSettings, progress });
  progress.end();
  requireConfiguration(loaded.snapshot, new Locator(target, loaded.snapshot, reachable));
  const isJson = request.format === 'json';
  const locator = new Locator(target, loaded.snapshot, isJson ? withinPath : reachable);
  const output = describeObjects(loaded.snapshot, locator);
  const style = styleFor(session.stdout, session.surroundings.env);
  session.stdout.write(isJson ? jsonReport(output) : prettyObjects(output, style));
  for (const { file, message } of loaded.unread) {
    session.stderr.write(`note: ${visible(`${locator.name(file)}: ${message}`)}\n`);
  }
  return exitCodeOf({ incomplete: loaded.incomplete, failed: false });
}
