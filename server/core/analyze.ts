import type { Analysis } from './diagnostics/diagnostic.ts';
import { Verdicts } from './diagnostics/verdicts.ts';
import { fleetStore } from './fleet/fleet-store.ts';
import { rules } from './rules/registry.ts';
import type { Rule } from './rules/rule.ts';
import { type Engine, engineOf, unsettledEngineOf } from './workspace/engine.ts';
import type { Snapshot } from './workspace/snapshot.ts';

/** Runs all rules over a snapshot. The same snapshot gives the same analysis, and the next one what has changed of it. */
export function analyze(snapshot: Snapshot): Analysis {
  return analyzeWith(snapshot, rules);
}

/**
 * Does the work of an analysis bit by bit: until `isInterrupted`, which is asked between two steps. Call it again while it
 * returns false; afterwards the analysis is there at once.
 */
export function prepare(snapshot: Snapshot, isInterrupted: () => boolean): boolean {
  const engine = unsettledEngineOf(snapshot);
  engine.begun(verdictsBy, rules);
  return engine.settle(isInterrupted);
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
