import { defaultSettings, type Settings } from '../core/index.ts';
import type { CheckOutput, SummaryOutput } from './check-output.ts';
import { requireConfiguration } from './configuration-error.ts';
import { describeCheck } from './describe-check.ts';
import type { Session } from './environment.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import type { FileNaming, Inspection } from './inspection.ts';
import { loadWorkspace } from './load-workspace.ts';
import { Locator } from './locator.ts';
import { severities } from './option-values.ts';
import { Progress } from './progress.ts';
import { jsonReport } from './report-json.ts';
import { prettyReport } from './report-pretty.ts';
import type { CheckRequest } from './request.ts';
import { whyNoTenants } from './silence.ts';
import { sourceLines } from './source-lines.ts';
import { styleFor } from './style.ts';
import { findTargets, reachable, type Target, underPath, withinPath } from './target.ts';

/** Checks all PATHs, prints one report and says by the exit code what came of it. */
export async function check(request: CheckRequest, session: Session): Promise<ExitCode> {
  const targets = findTargets(request.paths, session.surroundings.cwd);
  const settings = {
    ...defaultSettings,
    presetOverride: request.preset,
    ruleOverrides: request.rules,
    schemaCheck: request.schemaCheck,
  };
  const progress = new Progress(session.stderr);
  const inspections: Inspection[] = [];
  for (const target of targets) {
    inspections.push(await inspect(target, settings, session, progress));
  }
  progress.end();
  const output = report(request, inspections, session);
  return exitCodeOf({
    incomplete: output.summary.incomplete,
    failed: reaches(output.summary, request.failOn),
  });
}

async function inspect(
  target: Target,
  settings: Settings,
  session: Session,
  progress: Progress,
): Promise<Inspection> {
  const loaded = await loadWorkspace(session.openFiles(target.root), {
    settings,
    wanted: target.only,
    progress,
  });
  requireConfiguration(loaded.snapshot, new Locator(target, loaded.snapshot, reachable));
  return { target, loaded, analysis: session.analyze(loaded.snapshot) };
}

function report(
  request: CheckRequest,
  inspections: readonly Inspection[],
  session: Session,
): CheckOutput {
  const naming = namingFor(request);
  const output = describeCheck(inspections, naming, request);
  if (request.format === 'json') {
    session.stdout.write(jsonReport(output));
    return output;
  }
  const silence = inspections.flatMap(({ target, loaded }) => {
    const name = inspections.length > 1 ? target.given : undefined;
    return whyNoTenants(loaded.snapshot, name) ?? [];
  });
  const style = styleFor(session.stdout, session.surroundings.env);
  const lines = sourceLines(inspections, naming);
  session.stdout.write(prettyReport(output, { lines, style, silence }));
  return output;
}

/** People get names they can open from where they are; programs get names relative to the PATH. */
function namingFor(request: CheckRequest): FileNaming {
  if (request.format === 'pretty') return reachable;
  return request.paths.length > 1 ? underPath : withinPath;
}

function reaches(summary: SummaryOutput, threshold: CheckRequest['failOn']): boolean {
  const numbers = { error: summary.errors, warning: summary.warnings, info: summary.infos };
  const failing = severities.slice(0, severities.indexOf(threshold) + 1);
  return failing.some((severity) => numbers[severity] > 0);
}
