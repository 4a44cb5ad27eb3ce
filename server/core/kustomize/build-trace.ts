import type { FilePath, Span } from '../text/span.ts';

/** What a file is to a build. */
export type InputRole = 'resource' | 'patch' | 'config' | 'data';

/** A file that takes part in a build. */
export interface BuildInput {
  readonly file: FilePath;
  readonly role: InputRole;
}

/** Something that is said of a build, and where. */
export interface BuildNote {
  readonly why: string;
  readonly span: Span;
  /** What it is, where something depends on it. */
  readonly reason?: BuildReason | undefined;
  /** The objects it is about, as they are written. */
  readonly objects?: readonly Span[] | undefined;
}

/**
 * `namespace-conflict`: setting a namespace makes two objects one. `namespace-missed`: a patch finds no object because
 * of the namespace in its `target`.
 */
export type BuildReason = 'namespace-conflict' | 'namespace-missed';

/**
/**
 * Changes of objects that a build may take. A few lines can ask for millions: each of a thousand components changes what the
 * others have made. Real builds change an object some tens of times.
 */
const leastWork = 100_000;
const workPerObject = 100;

/**
 * Collects what a build took in and what stood in its way, while it runs. What its parts collected stays with them, so
 * that a build of many parts costs no more than its own share.
 */
export class BuildTrace {
  readonly #inputs = new Map<string, BuildInput>();
  readonly #gaps = new Map<string, BuildNote>();
  readonly #misses = new Map<string, BuildNote>();
  readonly #parts: BuildTrace[] = [];
  /** A list of this one alone, always the same. */
  readonly alone: readonly BuildTrace[] = [this];
  #failure: BuildNote | undefined;
  #hasCycle = false;
  #hasGaps = false;
  #hasMisses = false;
  #isTooDeep = false;
  #work = 0;
  /** True for a stretch of a build that is no build by itself. */
  readonly isBlock: boolean;

  constructor(extent: 'build' | 'block' = 'build') {
    this.isBlock = extent === 'block';
  }

  /** The files that take part, those of its parts among them. */
  get inputs(): readonly BuildInput[] {
    return this.#collect((trace) => trace.#inputs);
  }

  /** The files that take part without being those of a part; those of its blocks are noted down there. */
  get ownInputs(): Iterable<BuildInput> {
    return this.#inputs.values();
  }

  /** What it included, and the blocks that it consists of. */
  get parts(): readonly BuildTrace[] {
    return this.#parts;
  }

  /** What the repository does not hold or what we do not evaluate. */
  get gaps(): readonly BuildNote[] {
    return this.#hasGaps ? this.#collect((trace) => trace.#gaps) : none;
  }

  get hasGaps(): boolean {
    return this.#hasGaps;
  }

  /** Patches that change nothing. */
  get misses(): readonly BuildNote[] {
    return this.#hasMisses ? this.#collect((trace) => trace.#misses) : none;
  }

  /** The first reason for which kustomize would refuse to build. */
  get failure(): BuildNote | undefined {
    return this.#failure;
  }

  /** True once a directory was found to include itself: from then on nothing more is evaluated. */
  get hasCycle(): boolean {
    return this.#hasCycle;
  }

  /** True once directories were found to include each other without an end in sight; as with a cycle, nothing more is evaluated. */
  get isTooDeep(): boolean {
    return this.#isTooDeep;
  }

  /** Counts looks at objects; `weight` is what one costs beside changing an object. */
  spend(looks: number, weight = 1): void {
    this.#work += looks * weight;
  }

  /** True once a build has cost more than one that makes so many objects ever should. */
  isTooLarge(objects: number): boolean {
    return this.#work > leastWork + workPerObject * objects;
  }

  take(file: FilePath, role: InputRole): void {
    this.#inputs.set(`${role}\n${file}`, { file, role });
  }

  gap(why: string, span: Span): void {
    this.#hasGaps = true;
    this.#gaps.set(`${span.file}\n${span.start}\n${why}`, { why, span });
  }

  miss(note: BuildNote): void {
    this.#hasMisses = true;
    this.#misses.set(`${note.span.file}\n${note.span.start}`, note);
  }

  fail(why: string, span: Span, more: Pick<BuildNote, 'reason' | 'objects'> = {}): void {
    this.#failure ??= { why, span, ...more };
  }

  /** Notes down what failed before everything that was noted down so far. */
  failFirst(why: string, span: Span): void {
    this.#failure = { why, span };
  }

  cycle(why: string, span: Span): void {
    this.#hasCycle = true;
    this.fail(why, span);
  }

  tooDeep(span: Span): void {
    this.#hasCycle = true;
    this.#isTooDeep = true;
    this.gap('kustomizations are nested too deeply', span);
  }

  /** Takes over what another part of the same build collected. */
  include(part: BuildTrace): void {
    this.#parts.push(part);
    if (part.hasCycle) this.#hasCycle = true;
    if (part.hasGaps) this.#hasGaps = true;
    if (part.#hasMisses) this.#hasMisses = true;
    if (part.isTooDeep) this.#isTooDeep = true;
    this.#work += part.#work;
    this.#failure ??= part.failure;
  }

  #collect<T>(collected: (trace: BuildTrace) => ReadonlyMap<string, T>): readonly T[] {
    const all = new Map<string, T>();
    for (const trace of this.#withParts()) {
      for (const [key, each] of collected(trace)) all.set(key, each);
    }
    return [...all.values()];
  }

  *#withParts(): Iterable<BuildTrace> {
    const seen = new Set<BuildTrace>([this]);
    for (const trace of seen) {
      yield trace;
      for (const part of trace.#parts) seen.add(part);
    }
  }
}

const none: readonly never[] = [];
