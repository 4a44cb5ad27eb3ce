import { type Chunks, differingChunks } from '../incremental/chunks.ts';
import { Effect, type Work } from '../incremental/effect.ts';
import type { Task } from '../incremental/graph.ts';
import { KeyedLists } from '../incremental/keyed-lists.ts';
import { type Build, build } from '../kustomize/build.ts';
import type { BuildTrace } from '../kustomize/build-trace.ts';
import { compareTexts } from '../text/order.ts';
import type { FilePath } from '../text/span.ts';
import type { Engine } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import {
  baseName,
  type DirectoryPath,
  directoryOf,
  isBelow,
  isKustomizationFile,
} from '../workspace/path.ts';
import type { FileChanges } from '../workspace/snapshot.ts';
import { kustomizationFileOf } from '../workspace/snapshot.ts';
import { Counts } from './counts.ts';
import type { FleetObject } from './fleet.ts';
import { declaredIn, ObjectsOfBuild } from './undelivered-objects.ts';

/** Hears of objects that are gone, and of objects that are new. */
export type ObjectSink = (removed: Iterable<FleetObject>, added: Iterable<FleetObject>) => void;

/**
 * Keeps what the workspace holds before anything in it is delivered by Flux: what the outermost kustomizations build, and
 * the documents that no kustomization takes in. A change is looked at where it happened, and nowhere else.
 */
export class FoundObjects implements Task {
  readonly level = levels.found;
  readonly #engine: Engine;
  readonly #sink: ObjectSink;
  readonly #builders = new Map<DirectoryPath, Effect<Build, DirectoryPath>>();
  readonly #building: Work<DirectoryPath, Build> = {
    level: levels.builds,
    compute: (directory) => build(this.#engine.view, { directory }),
    apply: (now, before, directory) => this.#noteBuild(directory, now, before),
  };
  readonly #builds = new Map<DirectoryPath, { build: Build; objects: ObjectsOfBuild }>();
  /** By how many kustomizations a file is taken in. */
  readonly #takenIn = new Counts<FilePath>();
  /** By how many other kustomizations one is included. */
  readonly #included = new Counts<DirectoryPath>();
  /** The kustomizations that take in a file, or that include another one by its directory. */
  readonly takers: KeyedLists<FilePath, DirectoryPath>;
  readonly includers: KeyedLists<DirectoryPath, DirectoryPath>;
  readonly #charts = new Set<DirectoryPath>();
  readonly #built = new Map<DirectoryPath, Chunks<FleetObject>>();
  readonly #declared = new Map<FilePath, readonly FleetObject[]>();
  readonly #staleFiles = new Set<FilePath>();
  readonly #staleDirectories = new Set<DirectoryPath>();

  constructor(engine: Engine, sink: ObjectSink) {
    this.#engine = engine;
    this.#sink = sink;
    this.takers = new KeyedLists(engine.graph, levels.builds + 1, compareTexts);
    this.includers = new KeyedLists(engine.graph, levels.builds + 1, compareTexts);
    engine.watchFiles((changes) => this.#takeIn(changes));
  }

  /** Finds out what has become of everything that was touched. */
  refresh(): void {
    const removed: FleetObject[] = [];
    const added: FleetObject[] = [];
    for (const directory of this.#staleDirectories) {
      const before = this.#built.get(directory) ?? [];
      const now = this.#objectsBuiltIn(directory);
      if (now.length > 0) this.#built.set(directory, now);
      else this.#built.delete(directory);
      const difference = differingChunks(before, now);
      for (const chunk of difference.removed) removed.push(...chunk);
      for (const chunk of difference.added) added.push(...chunk);
    }
    for (const file of this.#staleFiles) {
      const before = this.#declared.get(file) ?? [];
      const now = this.#objectsDeclaredIn(file);
      if (now.length > 0) this.#declared.set(file, now);
      else this.#declared.delete(file);
      removed.push(...before);
      added.push(...now);
    }
    this.#staleDirectories.clear();
    this.#staleFiles.clear();
    this.#sink(removed, added);
  }

  #objectsBuiltIn(directory: DirectoryPath): Chunks<FleetObject> {
    const known = this.#builds.get(directory);
    return known && !this.#included.has(directory) ? known.objects.of(known.build.chunks) : [];
  }

  #objectsDeclaredIn(file: FilePath): readonly FleetObject[] {
    const facts = this.#engine.snapshot.files.get(file);
    if (!facts || facts.manifests.length === 0) return [];
    if (isKustomizationFile(file) || this.#takenIn.has(file) || this.#isOfChart(file)) return [];
    return declaredIn(facts);
  }

  /** What lies below a chart is rendered by Helm, never applied as it is written. */
  #isOfChart(file: FilePath): boolean {
    if (this.#charts.size === 0) return false;
    for (let at = directoryOf(file); ; at = directoryOf(at)) {
      if (this.#charts.has(at)) return true;
      if (at === '') return false;
    }
  }

  #takeIn(changes: FileChanges): void {
    for (const [file, facts] of changes) {
      this.#touchFile(file);
      const directory = directoryOf(file);
      if (isKustomizationFile(file)) this.#watchDirectory(directory);
      if (baseName(file) === 'Chart.yaml') this.#noteChart(directory, facts !== undefined);
    }
  }

  #watchDirectory(directory: DirectoryPath): void {
    const isThere = kustomizationFileOf(this.#engine.snapshot, directory) !== undefined;
    const builder = this.#builders.get(directory);
    if (isThere === (builder !== undefined)) return;
    if (builder) {
      this.#builders.delete(directory);
      builder.dispose();
      return;
    }
    this.#builders.set(directory, new Effect(this.#engine.graph, this.#building, directory));
  }

  #noteChart(directory: DirectoryPath, isThere: boolean): void {
    if (isThere === this.#charts.has(directory)) return;
    if (isThere) this.#charts.add(directory);
    else this.#charts.delete(directory);
    for (const file of this.#engine.snapshot.files.keys()) {
      if (isBelow(directory, file)) this.#touchFile(file);
    }
  }

  #noteBuild(directory: DirectoryPath, now: Build | undefined, before: Build | undefined): void {
    if (now) {
      const objects = this.#builds.get(directory)?.objects ?? new ObjectsOfBuild(directory);
      this.#builds.set(directory, { build: now, objects });
    } else this.#builds.delete(directory);
    this.#touchDirectory(directory);
    this.#countOwn(directory, before?.trace, -1);
    this.#countOwn(directory, now?.trace, 1);
    const parts = differingChunks(partsOf(before), partsOf(now));
    for (const part of parts.removed) this.#countPart(directory, part[0], -1);
    for (const part of parts.added) this.#countPart(directory, part[0], 1);
  }

  #countOwn(directory: DirectoryPath, trace: BuildTrace | undefined, by: 1 | -1): void {
    for (const { file, role } of trace?.ownInputs ?? []) {
      if (this.#takenIn.add(file, by)) this.#touchFile(file);
      if (by > 0) this.takers.add(file, directory);
      else this.takers.remove(file, directory);
      if (role === 'config') this.#countIncluded(directory, directoryOf(file), by);
    }
  }

  #countPart(directory: DirectoryPath, part: BuildTrace | undefined, by: 1 | -1): void {
    if (part?.isBlock) {
      this.#countOwn(directory, part, by);
      for (const each of part.parts) this.#countPart(directory, each, by);
      return;
    }
    for (const { file, role } of part?.ownInputs ?? []) {
      if (role === 'config') this.#countIncluded(directory, directoryOf(file), by);
    }
  }

  #countIncluded(directory: DirectoryPath, included: DirectoryPath, by: 1 | -1): void {
    if (included === directory) return;
    if (this.#included.add(included, by)) this.#touchDirectory(included);
    if (by > 0) this.includers.add(included, directory);
    else this.includers.remove(included, directory);
  }

  #touchFile(file: FilePath): void {
    this.#wait();
    this.#staleFiles.add(file);
  }

  #touchDirectory(directory: DirectoryPath): void {
    this.#wait();
    this.#staleDirectories.add(directory);
  }

  #wait(): void {
    if (this.#staleFiles.size === 0 && this.#staleDirectories.size === 0) {
      this.#engine.graph.enqueue(this);
    }
  }
}

/** The parts of a build, so that they can be compared one by one: each keeps the list that stands for it. */
function partsOf(of: Build | undefined): Chunks<BuildTrace> {
  return of?.trace.parts.map((part) => part.alone) ?? [];
}
