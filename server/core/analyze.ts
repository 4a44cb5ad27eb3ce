import type { Analysis } from './diagnostics/diagnostic.ts';
import type { FirstDiagnostics } from './diagnostics/first-verdicts.ts';
import { Verdicts } from './diagnostics/verdicts.ts';
import { fleetStore } from './fleet/fleet-store.ts';
import { rules } from './rules/registry.ts';
import type { Rule } from './rules/rule.ts';
import type { FilePath } from './text/span.ts';
import { type Engine, engineOf, unsettledEngineOf } from './workspace/engine.ts';
import type { Snapshot } from './workspace/snapshot.ts';

/** Runs all rules over a snapshot. The same snapshot gives the same analysis, and the next one what has changed of it. */
export function analyze(snapshot: Snapshot): Analysis {
  return analyzeWith(snapshot, rules);
}

/** Files that somebody looks at, and who is told what is surely wrong in them: of each snapshot once, each time all of it. */
export interface FirstFiles {
  readonly files: readonly FilePath[];
  onFound(diagnostics: FirstDiagnostics): void;
}

/**
 * Does the work of an analysis bit by bit: until `isInterrupted`, which is asked between two steps. Call it again while it
 * returns false; afterwards the analysis is there at once. What is found in the first files is told on the way.
 */
export function prepare(
  snapshot: Snapshot,
  isInterrupted: () => boolean,
  first: FirstFiles = { files: [], onFound: () => undefined },
): boolean {
  const engine = unsettledEngineOf(snapshot);
  const verdicts = engine.begun(verdictsBy, rules);
  if (first.files.length > 0) {
    const found = verdicts.first.find(first.files, isInterrupted);
    if (!found) return false;
    first.onFound(found);
  }
  if (!engine.settle(isInterrupted)) return false;
  verdicts.first.end();
  return true;
}

/** How much was done, since the workspace was opened, to come to its verdict. */
export interface Counters {
  readonly files: number;
  /** Texts that were read. */
  readonly factsRead: number;
  /** Objects as they reach a cluster. */
  readonly objects: number;
  /** Times that the rules looked at one object, kustomization or cluster. */
  readonly unitsRun: number;
  /** Values that were computed, those of units among them. */
  readonly computed: number;
  /** Values that are kept, and what they were computed from. */
  readonly nodes: number;
}

/** The counters of a snapshot's workspace; the difference between two of them is what a change has cost. */
export function countersOf(snapshot: Snapshot): Counters {
  const engine = engineOf(snapshot);
  const { units } = engine.service(verdictsBy, rules);
  return {
    files: snapshot.files.size,
    factsRead: engine.factsRead,
    objects: fleetStore(engine).size,
    unitsRun: units.runs,
    ...engine.counters,
  };
}

/** Runs the given rules; a rule that throws is named in the result and stops no other. */
export function analyzeWith(snapshot: Snapshot, selected: readonly Rule[]): Analysis {
  return engineOf(snapshot).service(verdictsBy, selected).analysis;
}

function verdictsBy(engine: Engine, selected: readonly Rule[]): Verdicts {
  return new Verdicts(engine, selected);
}
