import type { Analysis } from './diagnostics/diagnostic.ts';
import { Verdicts } from './diagnostics/verdicts.ts';
import { rules } from './rules/registry.ts';
import type { Rule } from './rules/rule.ts';
import { remembered } from './text/memo.ts';
import { type Engine, engineOf } from './workspace/engine.ts';
import type { Snapshot } from './workspace/snapshot.ts';

/** Runs all rules over a snapshot. The same snapshot gives the same analysis, and the next one what has changed of it. */
export function analyze(snapshot: Snapshot): Analysis {
  return analyzeWith(snapshot, rules);
}

/** Runs the given rules; a rule that throws is named in the result and stops no other. */
export function analyzeWith(snapshot: Snapshot, selected: readonly Rule[]): Analysis {
  return engineOf(snapshot).service(verdictsBy(selected)).analysis;
}

const verdictsBy = remembered(
  (selected: readonly Rule[]) => (engine: Engine) => new Verdicts(engine, selected),
);
