import {
  type Analysis,
  acceptancesOf,
  analyze,
  type Diagnostic,
  explain,
  hoverAt,
  objectViews,
  parseSettings,
  rules,
  type Snapshot,
  safeEditsIn,
  situationOf,
  tenantViews,
  Workspace,
} from '../../server/core/index.ts';
import type { FuzzCase } from './cases.ts';
import { checkCrashes, checkFixes } from './check-fixes.ts';
import { checkEdits, checkSpans } from './check-spans.ts';
import { largestInput } from './extremes.ts';
import { Outcome } from './outcome.ts';
import { Random } from './random.ts';

/** Milliseconds of work that nothing may take with an input of the largest size. */
export const longestStep = 500;

/** Puts a case through everything that the core offers, and says what was wrong. Never throws. */
export function checkCase(fuzzCase: FuzzCase, random = new Random(0)): Outcome {
  const outcome = new Outcome(longestStep);
  const workspace = new Workspace();
  workspace.configure(parseSettings(fuzzCase.settings).settings);
  for (const batch of fuzzCase.batches) {
    const size =
      sizeOf(workspace.snapshot) + batch.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
    outcome.bounded = size <= largestInput * 1.5;
    outcome.step('analyze', () => analyze(workspace.applyChanges(batch)));
    const { snapshot } = workspace;
    for (const { file } of batch) {
      outcome.documents += snapshot.files.get(file)?.documents().length ?? 0;
    }
    outcome.step('check', () => checkAnalysis(snapshot, outcome));
    if (outcome.failures.length > 0) return outcome;
  }
  const { snapshot } = workspace;
  outcome.step('compare', () => checkAgainstScratch(snapshot, outcome));
  checkViews(snapshot, outcome, random);
  checkFixes(workspace, outcome, random);
  return outcome;
}

function sizeOf({ files }: Snapshot): number {
  let size = 0;
  for (const { text } of files.values()) size += text.length;
  return size;
}

function checkAnalysis(snapshot: Snapshot, outcome: Outcome): void {
  const { crashes, diagnostics, notes, suppressed } = analyze(snapshot);
  checkCrashes(crashes, outcome);
  checkSpans(snapshot, notes, 'a note', outcome);
  const all = [...diagnostics.values()].flat();
  outcome.findings += all.length;
  for (const { rule, span, related } of [
    ...all,
    ...suppressed.map(({ diagnostic }) => diagnostic),
  ]) {
    checkSpans(snapshot, [span, related], `rule ${rule}`, outcome);
  }
}

/** After changes, what is said must be what is said of the same files by somebody who sees them for the first time. */
function checkAgainstScratch(snapshot: Snapshot, outcome: Outcome): void {
  const fresh = new Workspace();
  fresh.configure(snapshot.settings);
  const files = [...snapshot.files].map(([file, { text }]) => ({ file, text }));
  const [ours, theirs] = [snapshot, fresh.applyChanges(files.reverse())].map((each) =>
    sayingsOf(analyze(each)),
  );
  const here = ours?.find((each) => !theirs?.includes(each));
  const there = theirs?.find((each) => !ours?.includes(each));
  if (here !== undefined) outcome.fail('incremental', `says more than from scratch: ${here}`);
  if (there !== undefined) outcome.fail('incremental', `says less than from scratch: ${there}`);
}

function sayingsOf({ diagnostics, notes, suppressed }: Analysis): readonly string[] {
  const saying = ({ rule, severity, message, span, related }: Diagnostic) =>
    JSON.stringify([rule, severity, message, span, related]);
  return [
    ...[...diagnostics.values()].flat().map(saying),
    ...suppressed.map(({ diagnostic, reason }) => `${saying(diagnostic)} ${reason}`),
    ...notes.map((note) => JSON.stringify(note)),
  ];
}

function checkViews(snapshot: Snapshot, outcome: Outcome, random: Random): void {
  for (const [name, view] of Object.entries({ objectViews, tenantViews, situationOf })) {
    const result = outcome.step(name, () => view(snapshot));
    outcome.step('check', () => checkSpans(snapshot, result, name, outcome));
  }
  const all = [...analyze(snapshot).diagnostics.values()].flat();
  for (const { span } of random.some(all, 20)) {
    const hover = outcome.step('hoverAt', () => hoverAt(snapshot, span.file, span.start));
    checkSpans(snapshot, hover, 'hoverAt', outcome);
  }
  const [file, facts] = random.any([...snapshot.files]) ?? [];
  if (file !== undefined && facts) {
    outcome.step('hoverAt', () => hoverAt(snapshot, file, random.below(facts.text.length + 1)));
    checkEdits(
      snapshot,
      outcome.step('safeEditsIn', () => safeEditsIn(snapshot, file)),
      'safeEditsIn',
      outcome,
    );
  }
  const diagnostic = random.any(all);
  if (diagnostic) {
    const accepted = outcome.step('acceptancesOf', () => acceptancesOf(snapshot, diagnostic));
    for (const { edit, creates } of accepted ?? []) {
      if (!creates) checkEdits(snapshot, [edit], 'acceptancesOf', outcome);
    }
  }
  checkExplanation(snapshot, outcome, random, diagnostic);
}

function checkExplanation(
  snapshot: Snapshot,
  outcome: Outcome,
  random: Random,
  diagnostic: Diagnostic | undefined,
): void {
  const errors = rules.flatMap(({ meta }) => meta.errors);
  const pasted = `${random.any(errors) ?? ''} ${diagnostic?.message ?? ''}`.repeat(
    random.between(1, 3),
  );
  const result = outcome.step('explain', () => explain(snapshot, analyze(snapshot), pasted));
  checkSpans(snapshot, result, 'explain', outcome);
}
