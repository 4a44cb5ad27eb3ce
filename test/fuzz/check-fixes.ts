import {
  type Analysis,
  analyze,
  applyEdits,
  type Diagnostic,
  type FileChange,
  type Fix,
  type RuleCrash,
  type Snapshot,
  type Workspace,
} from '../../server/core/index.ts';
import { checkEdits } from './check-spans.ts';
import type { Outcome } from './outcome.ts';
import type { Random } from './random.ts';

/** Fixes of one case that are applied; all are computed. */
const mostApplied = 6;

/** Findings whose fixes are computed, so that a case with thousands of them ends. */
const mostFindings = 300;

/** Computes the fixes of all findings, and applies some to see that they do what they say. */
export function checkFixes(workspace: Workspace, outcome: Outcome, random: Random): void {
  const { snapshot } = workspace;
  const all = [...analyze(snapshot).diagnostics.values()].flat();
  const chosen = all.length > mostFindings ? random.shuffled(all).slice(0, mostFindings) : all;
  const offered = chosen.flatMap((diagnostic) => {
    const fixes = outcome.step(`fixes of ${diagnostic.rule}`, diagnostic.fixes) ?? [];
    return fixes.map((fix) => ({ diagnostic, fix }));
  });
  outcome.fixes += offered.length;
  for (const { diagnostic, fix } of offered) {
    checkEdits(snapshot, fix.edits, `fix of ${diagnostic.rule}`, outcome);
  }
  if (outcome.failures.length > 0) return;
  for (const { diagnostic, fix } of random.shuffled(offered).slice(0, mostApplied)) {
    checkFix(workspace, diagnostic, fix, outcome);
  }
}

/** What no rule can do without fails all of them: one failure. */
export function checkCrashes(crashes: readonly RuleCrash[], outcome: Outcome): void {
  for (const message of new Set(crashes.map((crash) => crash.message))) {
    const rules = crashes.filter((crash) => crash.message === message).map(({ rule }) => rule);
    outcome.fail(rules.length > 9 ? 'all rules' : `rule ${rules.join(', ')}`, message);
  }
}

/** Applies a fix, looks at what it leaves behind, and takes it back. */
function checkFix(workspace: Workspace, diagnostic: Diagnostic, fix: Fix, outcome: Outcome): void {
  const { snapshot } = workspace;
  const where = `fix of ${diagnostic.rule}`;
  const changes = changesOf(snapshot, fix);
  const before = changes.map(({ file }) => ({ file, text: snapshot.files.get(file)?.text }));
  for (const { file } of fix.creations) {
    if (snapshot.files.has(file)) outcome.fail(where, `creates a file that is there: "${file}"`);
  }
  const after = workspace.applyChanges(changes);
  const analysis = outcome.step(`${where}: analyze`, () => analyze(after));
  checkCrashes(analysis?.crashes ?? [], outcome);
  for (const { file } of changes) {
    const [problem] = problemsIn(after, file);
    if (problem !== undefined && problemsIn(snapshot, file).length === 0) {
      outcome.fail(where, `"${fix.title}" breaks the YAML: ${problem}`);
    }
  }
  if (analysis && isSound(snapshot, diagnostic)) {
    const remaining = countOf(analysis, diagnostic);
    if (remaining >= countOf(analyze(snapshot), diagnostic)) {
      outcome.fail(where, `"${fix.title}" leaves the finding`);
    }
  }
  workspace.applyChanges(before);
}

function changesOf(
  snapshot: Snapshot,
  { edits, creations, deletions }: Fix,
): readonly FileChange[] {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return [
    ...files.map((file) => ({
      file,
      text: applyEdits(
        snapshot.files.get(file)?.text ?? '',
        edits.filter(({ span }) => span.file === file),
      ),
    })),
    ...creations,
    ...deletions.map((file) => ({ file, text: undefined })),
  ];
}

function problemsIn({ files }: Snapshot, file: string): readonly string[] {
  return (files.get(file)?.documents() ?? []).flatMap(({ problems }) =>
    problems.map(({ message }) => message),
  );
}

/**
 * Of a document with a key twice, a fix takes away or changes one of them. Affixes rename what a fix adds, and patches do not
 * fit Deployments without arguments: there a fix may be in vain.
 */
function isSound(snapshot: Snapshot, { rule, span, related }: Diagnostic): boolean {
  const texts = [...snapshot.files.values()].map(({ text }) => text);
  const addsTo = rule.startsWith('lockdown-') || rule.startsWith('service-account-');
  if (
    addsTo &&
    texts.some((text) =>
      /name(Pre|Suf)fix|Transformer|kind:\s*(?:[>|]-?\s+)?["']?Deployment/.test(text),
    )
  ) {
    return false;
  }
  if (texts.some((text) => text.includes('<<'))) return false;
  const files = [span, ...related.map((place) => place.span)].map(({ file }) => file);
  return files.every((file) => problemsIn(snapshot, file).length === 0);
}

/** How often the same is said of the same object in this file, before or after the text has moved. */
function countOf({ diagnostics }: Analysis, { rule, object, message, span }: Diagnostic): number {
  const saying = JSON.stringify([rule, object, message]);
  const there = diagnostics.get(span.file) ?? [];
  return there.filter(
    (each) => each.rule === rule && JSON.stringify([rule, each.object, each.message]) === saying,
  ).length;
}
