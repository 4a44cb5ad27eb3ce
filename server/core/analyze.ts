import { configurationOf } from './config/configuration.ts';
import type { Analysis, Diagnostic, RuleCrash } from './diagnostics/diagnostic.ts';
import { judge } from './diagnostics/judge.ts';
import { notesOf } from './diagnostics/notes.ts';
import type { Finding } from './rules/finding.ts';
import { rules } from './rules/registry.ts';
import type { Rule } from './rules/rule.ts';
import { contextFor } from './rules/rule-context.ts';
import type { FilePath } from './text/span.ts';
import { derive, type Snapshot } from './workspace/snapshot.ts';

/** Runs all rules over a snapshot. The same snapshot gives the same analysis, computed once. */
export function analyze(snapshot: Snapshot): Analysis {
  return derive(snapshot, analyzeWithAllRules);
}

/** Runs the given rules; a rule that throws is named in the result and stops no other. */
export function analyzeWith(snapshot: Snapshot, selected: readonly Rule[]): Analysis {
  const findings: Finding[] = [];
  const crashes: RuleCrash[] = [];
  const levels = configurationOf(snapshot).rules;
  for (const rule of selected) {
    if (levels[rule.meta.id] === 'off') continue;
    try {
      const found: Finding[] = [];
      rule.check(contextFor(snapshot, rule.meta, (finding) => found.push(finding)));
      findings.push(...found);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      crashes.push({ rule: rule.meta.id, message });
    }
  }
  const { diagnostics, suppressed } = judge(snapshot, findings);
  return { diagnostics: byFile(diagnostics), suppressed, crashes, notes: notesOf(snapshot) };
}

function analyzeWithAllRules(snapshot: Snapshot): Analysis {
  return analyzeWith(snapshot, rules);
}

function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<FilePath, readonly Diagnostic[]> {
  const files = new Map<FilePath, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { file } = diagnostic.span;
    const known = files.get(file);
    if (known) known.push(diagnostic);
    else files.set(file, [diagnostic]);
  }
  return files;
}
