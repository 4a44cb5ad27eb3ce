import { configurationOf } from './config/configuration.ts';
import type { Analysis, Diagnostic, RuleCrash } from './diagnostics/diagnostic.ts';
import { judge } from './diagnostics/judge.ts';
import { notesOf } from './diagnostics/notes.ts';
import { isEnabled } from './diagnostics/rule-levels.ts';
import { clustersOf } from './fleet/cluster.ts';
import { kustomizationFilesOf } from './fleet/kustomization-files.ts';
import type { Finding } from './rules/finding.ts';
import { rules } from './rules/registry.ts';
import type { Rule, RuleMeta } from './rules/rule.ts';
import { contextFor, type RuleContext } from './rules/rule-context.ts';
import { concernsTenants } from './tenancy/tenancy.ts';
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
  const ran: RuleMeta[] = [];
  const configuration = configurationOf(snapshot);
  for (const rule of selected) {
    const { meta } = rule;
    if (!isEnabled(meta, configuration)) continue;
    try {
      for (const finding of findingsBy(rule, snapshot)) findings.push(finding);
      ran.push(meta);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      crashes.push({ rule: meta.id, message });
    }
  }
  const { diagnostics, suppressed } = judge(snapshot, findings, ran);
  return { diagnostics: byFile(diagnostics), suppressed, crashes, notes: notesOf(snapshot) };
}

function analyzeWithAllRules(snapshot: Snapshot): Analysis {
  return analyzeWith(snapshot, rules);
}

function findingsBy(rule: Rule, snapshot: Snapshot): readonly Finding[] {
  if (rule.meta.applies === 'tenants' && !concernsTenants(snapshot)) return [];
  const found: Finding[] = [];
  check(
    rule,
    snapshot,
    contextFor(snapshot, rule.meta, (finding) => found.push(finding)),
  );
  return found;
}

/** Hands a rule all that it judges, one by one. */
function check(rule: Rule, snapshot: Snapshot, context: RuleContext): void {
  switch (rule.subject) {
    case 'object': {
      const { reads } = rule.meta;
      const { objects } = context.fleet;
      const subjects = reads === 'every kind' ? objects : context.fleet.ofKind(...reads);
      for (const object of subjects) rule.check(object, context);
      return;
    }
    case 'kustomization':
      for (const each of kustomizationFilesOf(snapshot)) rule.check(each, context);
      return;
    case 'cluster':
      for (const cluster of clustersOf(snapshot)) rule.check(cluster, context);
  }
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
