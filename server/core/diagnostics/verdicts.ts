import { configurationFileName } from '../config/configuration-file.ts';
import type { Written } from '../config/shape.ts';
import { Effect, type Work } from '../incremental/effect.ts';
import type { Task } from '../incremental/graph.ts';
import { KeyedLists } from '../incremental/keyed-lists.ts';
import { PersistentMap } from '../incremental/persistent-map.ts';
import type { Rule } from '../rules/rule.ts';
import { compareTexts } from '../text/order.ts';
import type { FilePath } from '../text/span.ts';
import type { Engine } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import type { FileChanges } from '../workspace/snapshot.ts';
import type { Analysis, Diagnostic, Note, SuppressedDiagnostic } from './diagnostic.ts';
import { FirstVerdicts } from './first-verdicts.ts';
import { type FileVerdict, judge } from './judge.ts';
import { notesOn } from './notes.ts';
import { RuleUnits } from './rule-units.ts';

/** Keeps the verdict on a workspace: file by file, each judged again when something that it depends on has changed. */
export class Verdicts implements Task {
  readonly level = levels.verdicts + 1;
  readonly units: RuleUnits;
  /** The verdicts on some files, before all others. */
  readonly first: FirstVerdicts;
  readonly #engine: Engine;
  readonly #files = new Map<FilePath, Effect<FileVerdict, FilePath>>();
  readonly #judging: Work<FilePath, FileVerdict> = {
    level: levels.verdicts,
    compute: (file) => this.#judge(file),
    apply: (now, before, file) => this.#take(file, now, before),
  };
  /** The files in which a suppression of the configuration is of use. */
  readonly #uses: KeyedLists<Written<string>, FilePath>;
  readonly #suppressed = new Map<FilePath, readonly SuppressedDiagnostic[]>();
  readonly #notes = new Map<FilePath, readonly Note[]>();
  #diagnostics = new PersistentMap<FilePath, readonly Diagnostic[]>();
  #pending = new Map<FilePath, readonly Diagnostic[] | undefined>();
  #analysis: Analysis | undefined;

  constructor(engine: Engine, selected: readonly Rule[]) {
    this.#engine = engine;
    this.#uses = new KeyedLists(engine.graph, levels.verdicts + 1, compareTexts);
    this.units = new RuleUnits(engine, selected, (file) => this.#follow(file));
    this.first = new FirstVerdicts(engine, this.units);
    this.#follow(configurationFileName);
    engine.watchFiles((changes) => this.#takeIn(changes));
  }

  /** The verdict as it is now. */
  get analysis(): Analysis {
    this.refresh();
    this.#analysis ??= {
      diagnostics: this.#diagnostics,
      suppressed: byFile(this.#suppressed),
      crashes: this.#crashes(),
      notes: byFile(this.#notes),
    };
    return this.#analysis;
  }

  /** Takes in the verdicts that have changed. */
  refresh(): void {
    if (this.#pending.size === 0) return;
    this.#diagnostics = this.#diagnostics.with(this.#pending);
    this.#pending = new Map();
    this.#analysis = undefined;
  }

  #takeIn(changes: FileChanges): void {
    this.#analysis = undefined;
    for (const [file, facts] of changes) {
      const notes = facts ? notesOn(facts) : [];
      if (notes.length > 0) this.#notes.set(file, notes);
      else this.#notes.delete(file);
      if (facts && facts.suppressions.length > 0) this.#follow(file);
    }
  }

  #follow(file: FilePath): void {
    if (this.#files.has(file)) return;
    this.#files.set(file, new Effect(this.#engine.graph, this.#judging, file));
  }

  #judge(file: FilePath): FileVerdict {
    const findings = this.units.findings.get(file).map(({ finding }) => finding);
    const crashed = this.units.crashes.keys();
    const ran = this.units.active.flatMap(({ meta }) => (crashed.has(meta.id) ? [] : meta));
    return judge(this.#engine.view, file, findings, {
      ran,
      isUsed: (name) => this.#uses.get(name).length > 0,
    });
  }

  #take(file: FilePath, now: FileVerdict | undefined, before: FileVerdict | undefined): void {
    if (this.#pending.size === 0) this.#engine.graph.enqueue(this);
    const hasDiagnostics = now !== undefined && now.diagnostics.length > 0;
    this.#pending.set(file, hasDiagnostics ? now.diagnostics : undefined);
    if (now && now.suppressed.length > 0) this.#suppressed.set(file, now.suppressed);
    else this.#suppressed.delete(file);
    for (const name of before?.used ?? []) this.#uses.remove(name, file);
    for (const name of now?.used ?? []) this.#uses.add(name, file);
  }

  #crashes() {
    const { crashes } = this.units;
    return [...crashes.keys()].sort().flatMap((id) => {
      const [first] = crashes.get(id);
      return first ? [{ rule: id, message: first.message }] : [];
    });
  }
}

function byFile<T>(lists: ReadonlyMap<FilePath, readonly T[]>): readonly T[] {
  return [...lists].sort(([a], [b]) => compareTexts(a, b)).flatMap(([, list]) => list);
}
