import { configurationOf } from '../config/configuration.ts';
import { type Cluster, clustersOf } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type KustomizationFile, kustomizationFileIn } from '../fleet/kustomization-files.ts';
import { forEachObject } from '../fleet/object-effects.ts';
import { inOrder } from '../fleet/object-store.ts';
import { Effect, type Work } from '../incremental/effect.ts';
import type { Task } from '../incremental/graph.ts';
import { KeyedLists } from '../incremental/keyed-lists.ts';
import { sameList } from '../incremental/same.ts';
import { kindName } from '../manifest/kind.ts';
import type { Finding } from '../rules/finding.ts';
import type { ClusterRule, KustomizationRule, ObjectRule, Rule } from '../rules/rule.ts';
import { contextFor, type RuleContext } from '../rules/rule-context.ts';
import { concernsTenants } from '../tenancy/tenancy.ts';
import { remembered } from '../text/memo.ts';
import { compareTexts } from '../text/order.ts';
import type { FilePath } from '../text/span.ts';
import type { Engine } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import { type DirectoryPath, directoryOf, isKustomizationFile } from '../workspace/path.ts';
import { kustomizationFileOf, type Snapshot } from '../workspace/snapshot.ts';
import { isEnabled } from './rule-levels.ts';

/** What rules look at one by one. */
type Subject = FleetObject | KustomizationFile | Cluster;

/** A finding, with what puts findings into one order whatever happened before. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly subject: Subject;
  readonly position: number;
}

interface Crash {
  readonly rule: string;
  readonly message: string;
  readonly subject: Subject;
}

/** What all rules say of one subject. */
interface UnitResult {
  readonly findings: readonly PlacedFinding[];
  readonly crashes: readonly Crash[];
}

/**
 * Runs rules. All that they say of one object, one kustomization or one cluster is a unit: it runs again when something
 * that one of the rules has read is different, and no other does.
 */
export class RuleUnits {
  readonly findings: KeyedLists<FilePath, PlacedFinding>;
  /** Where rules threw, by their ids. */
  readonly crashes: KeyedLists<string, Crash>;
  /** The units of objects. */
  readonly ofObjects: ReadonlyMap<FleetObject, Task>;
  readonly #engine: Engine;
  readonly #selected: readonly Rule[];
  readonly #contexts = new Map<Rule, RuleContext>();
  readonly #onFinding: (file: FilePath) => void;
  /** What the unit that runs has found so far. */
  #found: Finding[] = [];
  #runs = 0;

  /** `onFinding` is told of the files that something is found in. */
  constructor(engine: Engine, selected: readonly Rule[], onFinding: (file: FilePath) => void) {
    this.#engine = engine;
    this.#selected = selected;
    this.#onFinding = onFinding;
    this.findings = new KeyedLists<FilePath, PlacedFinding>(
      engine.graph,
      levels.findings + 1,
      inOrderOfSubjects,
    );
    this.crashes = new KeyedLists<string, Crash>(
      engine.graph,
      levels.findings + 1,
      inOrderOfSubjects,
    );
    this.ofObjects = this.#judgeObjects();
    this.#judgeKustomizations();
    this.#judgeClusters();
  }

  /** How many units ran since the engine was made. */
  get runs(): number {
    return this.#runs;
  }

  /** The rules that are on and have something to say about this workspace. */
  get active(): readonly Rule[] {
    return this.#engine.settled(this.#findActive, levels.findings - 1, sameList);
  }

  readonly #findActive = (snapshot: Snapshot): readonly Rule[] =>
    findActive(snapshot, this.#selected);

  #judgeObjects(): ReadonlyMap<FleetObject, Task> {
    return forEachObject(
      this.#engine,
      this.#unitsOf((object) => this.#run(object, rulesFor(this.active, object))),
    );
  }

  #judgeKustomizations(): void {
    const { view, graph } = this.#engine;
    const units = new Map<DirectoryPath, Effect<UnitResult, DirectoryPath>>();
    const work = this.#unitsOf((directory: DirectoryPath) => {
      const file = kustomizationFileIn(view, directory);
      return file ? this.#run(file, bySubject(this.active).kustomizations) : nothing;
    });
    this.#engine.watchFiles((changes) => {
      for (const file of changes.keys()) {
        if (!isKustomizationFile(file)) continue;
        const directory = directoryOf(file);
        const isThere = kustomizationFileOf(this.#engine.snapshot, directory) !== undefined;
        const unit = units.get(directory);
        if (isThere === (unit !== undefined)) continue;
        unit?.dispose();
        units.delete(directory);
        if (isThere) units.set(directory, new Effect(graph, work, directory));
      }
    });
  }

  #judgeClusters(): void {
    const { view, graph } = this.#engine;
    const units = new Map<Cluster, Effect<UnitResult, Cluster>>();
    const work = this.#unitsOf((cluster: Cluster) =>
      this.#run(cluster, bySubject(this.active).clusters),
    );
    const judge = (clusters: readonly Cluster[] = []) => {
      const now = new Set(clusters);
      for (const [cluster, unit] of units) {
        if (now.has(cluster)) continue;
        unit.dispose();
        units.delete(cluster);
      }
      for (const cluster of now) {
        if (!units.has(cluster)) units.set(cluster, new Effect(graph, work, cluster));
      }
    };
    const watching = { level: levels.findings, compute: () => clustersOf(view), apply: judge };
    new Effect(graph, { ...watching, same: sameList }, undefined);
  }

  #unitsOf<K>(run: (key: K) => UnitResult): Work<K, UnitResult> {
    return { level: levels.findings, compute: run, apply: this.#take, same: areBothEmpty };
  }

  #run<S extends Subject>(
    subject: S,
    rules: readonly (Rule & { check(subject: S, context: RuleContext): void })[],
  ): UnitResult {
    this.#runs++;
    const crashes: Crash[] = [];
    const found: Finding[] = [];
    this.#found = found;
    for (const rule of rules) {
      const before = found.length;
      try {
        rule.check(subject, this.#contextOf(rule));
      } catch (error) {
        found.length = before;
        const message = error instanceof Error ? error.message : String(error);
        crashes.push({ rule: rule.meta.id, message, subject });
      }
    }
    if (found.length === 0 && crashes.length === 0) return nothing;
    const findings = found.map((finding, position) => ({ finding, subject, position }));
    return { findings, crashes };
  }

  #contextOf(rule: Rule): RuleContext {
    let context = this.#contexts.get(rule);
    if (!context) {
      context = contextFor(this.#engine.view, rule.meta, (finding) => this.#found.push(finding));
      this.#contexts.set(rule, context);
    }
    return context;
  }

  readonly #take = (now: UnitResult = nothing, before: UnitResult = nothing): void => {
    for (const each of before.findings) this.findings.remove(each.finding.span.file, each);
    for (const each of before.crashes) this.crashes.remove(each.rule, each);
    for (const each of now.findings) {
      this.findings.add(each.finding.span.file, each);
      this.#onFinding(each.finding.span.file);
    }
    for (const each of now.crashes) this.crashes.add(each.rule, each);
  };
}

const nothing: UnitResult = { findings: [], crashes: [] };

function areBothEmpty(a: UnitResult, b: UnitResult): boolean {
  return a === nothing && b === nothing;
}

function findActive(snapshot: Snapshot, selected: readonly Rule[]): readonly Rule[] {
  const configuration = configurationOf(snapshot);
  const enabled = selected.filter(({ meta }) => isEnabled(meta, configuration));
  return concernsTenants(snapshot)
    ? enabled
    : enabled.filter(({ meta }) => meta.applies === 'everywhere');
}

/** The rules of a list by what they judge. */
const bySubject = remembered((rules: readonly Rule[]) => {
  const byKind = new Map<string, readonly ObjectRule[]>();
  const kustomizations: KustomizationRule[] = [];
  const clusters: ClusterRule[] = [];
  const objectRules: ObjectRule[] = [];
  for (const rule of rules) {
    if (rule.subject === 'kustomization') kustomizations.push(rule);
    else if (rule.subject === 'cluster') clusters.push(rule);
    else objectRules.push(rule);
  }
  return { byKind, kustomizations, clusters, objectRules };
});

/** Those that look at objects of a kind. */
function rulesFor(rules: readonly Rule[], object: FleetObject): readonly ObjectRule[] {
  const { byKind, objectRules } = bySubject(rules);
  const kind = kindName(object);
  let found = byKind.get(kind);
  if (!found) {
    found = objectRules.filter(
      ({ meta }) => meta.reads === 'every kind' || meta.reads.map(kindName).includes(kind),
    );
    byKind.set(kind, found);
  }
  return found;
}

function inOrderOfSubjects(
  a: { readonly subject: Subject; readonly position?: number },
  b: { readonly subject: Subject; readonly position?: number },
): number {
  return compareSubjects(a.subject, b.subject) || (a.position ?? 0) - (b.position ?? 0);
}

function compareSubjects(a: Subject, b: Subject): number {
  if (a === b) return 0;
  if ('origin' in a && 'origin' in b) return inOrder(a, b);
  return compareTexts(placeOf(a), placeOf(b));
}

function placeOf(subject: Subject): string {
  if ('origin' in subject) return '1';
  return 'config' in subject ? `2 ${subject.directory}` : `3 ${subject.root}`;
}
