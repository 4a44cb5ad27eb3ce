import type { FleetObject } from '../fleet/fleet.ts';
import { fleetStore } from '../fleet/fleet-store.ts';
import { Effect, type Work } from '../incremental/effect.ts';
import { sameList } from '../incremental/same.ts';
import type { Rule } from '../rules/rule.ts';
import type { FilePath } from '../text/span.ts';
import type { Engine } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { filesIn } from '../yaml/plain-document.ts';
import type { Diagnostic } from './diagnostic.ts';
import { judge } from './judge.ts';
import type { RuleUnits } from './rule-units.ts';

/** What is found in some files. */
export type FirstDiagnostics = ReadonlyMap<FilePath, readonly Diagnostic[]>;

/**
 * Judges some files while most units have not run yet: those that can speak of them run first. Once all that is below the
 * units has settled, what they find is final. Nothing is said that another unit could add to or take back, so what is
 * missing are unused suppressions and the findings of rules whose places nothing bounds.
 */
export class FirstVerdicts {
  readonly #engine: Engine;
  readonly #units: RuleUnits;
  #files: readonly FilePath[] = [];
  /** The objects that are still to be looked at, and those that are made of something in the files. */
  #unseen: FleetObject[] = [];
  #concerned = new Set<FleetObject>();
  #judged: Snapshot | undefined;
  #found: FirstDiagnostics = new Map();

  constructor(engine: Engine, units: RuleUnits) {
    this.#engine = engine;
    this.#units = units;
    fleetStore(engine).watch(undefined, (_removed, added) => {
      if (this.#files.length > 0) for (const object of added) this.#unseen.push(object);
    });
  }

  /** What is found in the files; `undefined` if that was interrupted, to be called again. */
  find(files: readonly FilePath[], isInterrupted: () => boolean): FirstDiagnostics | undefined {
    if (!sameList(files, this.#files)) this.#follow(files);
    if (this.#judged === this.#engine.snapshot) return this.#found;
    if (!this.#engine.settling(() => this.#runFirst(isInterrupted))) return undefined;
    this.#found = this.#engine.settling(() => this.#judgeAll());
    this.#judged = this.#engine.snapshot;
    return this.#found;
  }

  /** Lets go of what was kept for that. */
  end(): void {
    this.#follow([]);
  }

  #follow(files: readonly FilePath[]): void {
    this.#files = files;
    this.#unseen = files.length > 0 ? [...this.#units.ofObjects.keys()] : [];
    this.#concerned = new Set();
    this.#judged = undefined;
    this.#found = new Map();
  }

  /** A unit may be the first to ask for an index, and has to run again once that is filled. */
  #runFirst(isInterrupted: () => boolean): boolean {
    const { graph } = this.#engine;
    do {
      if (!graph.settleBelow(levels.findings, isInterrupted)) return false;
      if (!this.#lookAtObjects(isInterrupted)) return false;
      if (!this.#runUnits(isInterrupted)) return false;
    } while (!graph.isSettledBelow(levels.findings));
    return true;
  }

  #lookAtObjects(isInterrupted: () => boolean): boolean {
    const files = new Set(this.#files);
    for (let object = this.#unseen.pop(); object; object = this.#unseen.pop()) {
      if (isMadeOf(object, files)) this.#concerned.add(object);
      if (isInterrupted()) return false;
    }
    return true;
  }

  #runUnits(isInterrupted: () => boolean): boolean {
    const { graph } = this.#engine;
    for (const object of this.#concerned) {
      const before = graph.counters.computed;
      const unit = this.#units.ofObjects.get(object);
      if (unit) graph.run(unit);
      else this.#concerned.delete(object);
      if (graph.counters.computed !== before && isInterrupted()) return false;
    }
    return true;
  }

  #judgeAll(): FirstDiagnostics {
    this.#units.findings.refresh();
    return new Map(this.#files.map((file) => [file, this.#judge(file)]));
  }

  /** Done as an effect: outside of one, whoever asks the model settles all the rest to get its answer. */
  #judge(file: FilePath): readonly Diagnostic[] {
    const { graph } = this.#engine;
    let found: readonly Diagnostic[] = [];
    const judging: Work<FilePath, readonly Diagnostic[]> = {
      level: levels.verdicts,
      compute: (each) => this.#diagnosticsIn(each),
      apply: (now) => {
        if (now) found = now;
      },
    };
    const effect = new Effect(graph, judging, file);
    graph.run(effect);
    effect.dispose();
    return found;
  }

  #diagnosticsIn(file: FilePath): readonly Diagnostic[] {
    const { active, findings } = this.#units;
    const bounded = new Set(active.flatMap((rule) => (isBounded(rule) ? rule.meta.id : [])));
    const sure = findings
      .get(file)
      .flatMap(({ finding }) => (bounded.has(finding.rule) ? finding : []));
    const hearing = { ran: active.map(({ meta }) => meta), isUsed: () => true };
    return judge(this.#engine.view, file, sure, hearing).diagnostics;
  }
}

/** True for a rule of which every finding lies in a file that its object is made of. */
function isBounded({ subject, meta }: Rule): boolean {
  return subject === 'object' && !meta.speaksOfOthers;
}

/** True if the document of an object or anything in its tree is written in one of the files. */
function isMadeOf(
  { root, origin, anchor, file }: FleetObject,
  files: ReadonlySet<FilePath>,
): boolean {
  if ([file, anchor.file, origin.file].some((each) => files.has(each))) return true;
  for (const each of filesIn(root)) if (files.has(each)) return true;
  return false;
}
