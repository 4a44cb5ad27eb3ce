import { defaultSettings } from '../core/index.ts';
import { requireConfiguration } from './configuration-error.ts';
import { describeTenants } from './describe-tenants.ts';
import type { Session } from './environment.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { loadWorkspace } from './load-workspace.ts';
import { Locator } from './locator.ts';
import { Progress } from './progress.ts';
import { jsonReport } from './report-json.ts';
import { prettyTenants } from './report-pretty-tenants.ts';
import type { TenantsRequest } from './request.ts';
import { whyNoTenants } from './silence.ts';
import { styleFor } from './style.ts';
import { findTarget, reachable, withinPath } from './target.ts';
import { visible } from './visible-text.ts';

/** Prints the tenants of the workspace at PATH; what could not be read is said on stderr. */
export async function tenants(request: TenantsRequest, session: Session): Promise<ExitCode> {
  const target = findTarget(request.path, session.surroundings.cwd);
  const progress = new Progress(session.stderr);
  const files = session.openFiles(target.root);
  const loaded = await loadWorkspace(files, { settings: defaultSettings, progress });
  progress.end();
  requireConfiguration(loaded.snapshot, new Locator(target, loaded.snapshot, reachable));
  const isJson = request.format === 'json';
  const locator = new Locator(target, loaded.snapshot, isJson ? withinPath : reachable);
  const output = describeTenants(loaded.snapshot, locator);
  if (isJson) session.stdout.write(jsonReport(output));
  else {
    const style = styleFor(session.stdout, session.surroundings.env);
    const silence = whyNoTenants(loaded.snapshot);
    session.stdout.write(prettyTenants(output, { style, silence }));
  }
  for (const { file, message } of loaded.unread) {
    session.stderr.write(`note: ${visible(`${locator.name(file)}: ${message}`)}\n`);
  }
  return exitCodeOf({ incomplete: loaded.incomplete, failed: false });
}
