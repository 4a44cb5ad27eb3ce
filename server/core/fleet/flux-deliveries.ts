import { type Chunks, differingChunks, flat } from '../incremental/chunks.ts';
import { Effect, type Work } from '../incremental/effect.ts';
import type { Task } from '../incremental/graph.ts';
import { KeyedCells } from '../incremental/keyed-cells.ts';
import { KeyedLists } from '../incremental/keyed-lists.ts';
import type { BuildTrace } from '../kustomize/build-trace.ts';
import type { FilePath } from '../text/span.ts';
import type { Engine } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import { type DirectoryPath, directoryOf } from '../workspace/path.ts';
import { type Applied, appliedBy } from './applied-content.ts';
import { Counts } from './counts.ts';
import type { FleetObject } from './fleet.ts';
import type { ObjectSink } from './found-objects.ts';
import { deliverersOf } from './instance-sync.ts';
import { signatureOf } from './kustomization-signature.ts';
import { inOrder } from './object-store.ts';
import { objectsMadeBy } from './resource-set-objects.ts';

/** Kustomizations that deliver Kustomizations: no real fleet nests deeper. */
const deepestNesting = 8;

/** Documents whose delivery depends on itself change sides this often, and then are taken for both. */
const mostTurns = 8;

/**
 * Follows what Flux delivers: the Kustomizations that are found, those that come out of them, and so on. An object that
 * Flux delivers is no longer counted where it was found. What a ResourceSet makes goes where the ResourceSet goes, but is
 * no content of the Kustomization that delivers it.
 *
 * Kustomizations that say the same and are applied in the same way by the same are one; so one that applies itself, as
 * that of a bootstrap does, comes to an end.
 */
export class FluxDeliveries implements Task {
  readonly level = levels.deliveries + 1;
  /** Those that apply something, by what makes them equal. */
  readonly appliers: KeyedLists<string, FleetObject>;
  /** Those that build a directory or take in a file, by `keyOfDirectory` and `keyOfFile`. */
  readonly builders: KeyedLists<string, FleetObject>;
  /** Whether all that one of them applies could be evaluated, by the same; `undefined` where it applies nothing of ours. */
  readonly completeness: KeyedCells<string, boolean>;
  readonly #engine: Engine;
  readonly #sink: ObjectSink;
  readonly #found = new Map<FoundKey, Set<FleetObject>>();
  readonly #suspended = new Set<FoundKey>();
  readonly #delivered = new Counts<FoundKey>();
  readonly #nodes = new Map<string, Applier>();
  readonly #touched = new Set<FoundKey>();
  readonly #unsupported = new Set<Applier>();
  /** Those that apply themselves. */
  readonly #selfSupported = new Set<Applier>();
  readonly #turns = new Map<FoundKey, number>();
  readonly #workOnFound = this.#workAt(levels.deliveries + 2);
  readonly #workOnDelivered = this.#workAt(levels.deliveries);
  #isWaiting = false;
  #settledRevision = -1;
  #removed: FleetObject[] = [];
  #added: FleetObject[] = [];

  constructor(engine: Engine, sink: ObjectSink) {
    this.#engine = engine;
    this.#sink = sink;
    this.appliers = new KeyedLists(engine.graph, levels.deliveries + 3, inOrder);
    this.completeness = new KeyedCells(engine.graph);
    this.builders = new KeyedLists(engine.graph, levels.deliveries + 3, inOrder);
  }

  /** Takes in objects that are found, or found no longer. */
  change(removed: Iterable<FleetObject>, added: Iterable<FleetObject>): void {
    for (const object of removed) {
      const key = foundKeyOf(object);
      const same = this.#found.get(key);
      same?.delete(object);
      if (same?.size === 0) this.#found.delete(key);
      if (!this.#suspended.has(key)) this.#move(object, -1);
      this.#touch(key);
    }
    for (const object of added) {
      const key = foundKeyOf(object);
      const same = this.#found.get(key);
      if (same) same.add(object);
      else this.#found.set(key, new Set([object]));
      if (!this.#suspended.has(key)) this.#move(object, 1);
      this.#touch(key);
    }
  }

  /** Brings what is found into line with what is delivered, and ends what nobody applies any more. */
  refresh(): void {
    this.#isWaiting = false;
    this.#beginRevision();
    // What is noted down meanwhile, even about those that had their turn, is looked at as well.
    for (const key of this.#touched) {
      this.#touched.delete(key);
      this.#reconcile(key);
    }
    for (const node of this.#selfSupported) {
      if (node.support === node.ownSupport && !this.#mayApplyItself(node)) this.#end(node);
    }
    for (const node of this.#unsupported) {
      this.#unsupported.delete(node);
      if (node.support <= 0) this.#end(node);
    }
    const [removed, added] = [this.#removed, this.#added];
    [this.#removed, this.#added] = [[], []];
    this.#sink(removed, added);
  }

  /** Who is found nowhere any more, or is delivered by somebody else, is not there on its own account. */
  #mayApplyItself({ kustomization, ownSupport }: Applier): boolean {
    const key = foundKeyOf(kustomization);
    return this.#found.has(key) && this.#delivered.of(key) <= ownSupport;
  }

  #end(node: Applier): void {
    if (this.#nodes.get(node.signature) !== node) return;
    this.#nodes.delete(node.signature);
    this.#selfSupported.delete(node);
    this.appliers.remove(node.signature, node.kustomization);
    node.effect?.dispose();
  }

  /** What goes round in circles is given another chance whenever something has changed. */
  #beginRevision(): void {
    const { revision } = this.#engine.snapshot;
    if (revision === this.#settledRevision) return;
    this.#settledRevision = revision;
    for (const [key, turns] of this.#turns) if (turns >= mostTurns) this.#touched.add(key);
    this.#turns.clear();
  }

  #reconcile(key: FoundKey): void {
    const isSuspended = this.#delivered.has(key);
    const turns = this.#turns.get(key) ?? 0;
    if (isSuspended === this.#suspended.has(key) || turns >= mostTurns) return;
    const found = this.#found.get(key) ?? [];
    if (isSuspended) this.#suspended.add(key);
    else this.#suspended.delete(key);
    for (const object of found) this.#move(object, isSuspended ? -1 : 1);
    this.#turns.set(key, turns + 1);
  }

  /** An object becomes part of the fleet or leaves it, with what it applies and makes. */
  #move(object: FleetObject, by: 1 | -1): void {
    this.#wait();
    for (const each of [object, ...objectsMadeBy(object)]) {
      (by > 0 ? this.#added : this.#removed).push(each);
      for (const kustomization of deliverersOf(each)) {
        if (by > 0) this.#support(kustomization);
        else this.#abandon(kustomization);
      }
    }
  }

  #support(kustomization: FleetObject): void {
    const signature = signatureOf(kustomization);
    let node = this.#nodes.get(signature);
    if (!node) {
      node = { kustomization, signature, support: 0, ownSupport: 0, effect: undefined };
      this.#nodes.set(signature, node);
      this.appliers.add(signature, kustomization);
      node.effect = this.#follow(node);
    }
    node.support++;
  }

  #abandon(kustomization: FleetObject): void {
    const node = this.#nodes.get(signatureOf(kustomization));
    if (!node) return;
    node.support--;
    if (node.support === 0) this.#unsupported.add(node);
  }

  /** Delivers what a Kustomization applies, for as long as it is there. */
  #follow(node: Applier): Effect<Applied | undefined, Applier> | undefined {
    const { kustomization } = node;
    if (depthOf(kustomization) > deepestNesting) return undefined;
    // What delivers others goes first: those it delivers need not be looked at where they were found.
    const isFound = kustomization.delivery.mode !== 'flux';
    return new Effect(
      this.#engine.graph,
      isFound ? this.#workOnFound : this.#workOnDelivered,
      node,
    );
  }

  /** What is to be done for each that applies something. */
  #workAt(level: number): Work<Applier, Applied | undefined> {
    return {
      level,
      compute: ({ kustomization }) => appliedBy(this.#engine.view, kustomization),
      apply: (now, before, node) => {
        const { kustomization, signature } = node;
        for (const key of keysOf(before)) this.builders.remove(key, kustomization);
        for (const key of keysOf(now)) this.builders.add(key, kustomization);
        this.completeness.set(signature, now?.content?.complete);
        this.#deliver(node, before?.content?.chunks ?? nothing, now?.content?.chunks ?? nothing);
      },
    };
  }

  #deliver(node: Applier, before: Chunks<FleetObject>, now: Chunks<FleetObject>): void {
    const { removed, added } = differingChunks(before, now);
    for (const object of flat(removed)) this.#count(node, object, -1);
    for (const object of flat(added)) this.#count(node, object, 1);
  }

  #count(node: Applier, object: FleetObject, by: 1 | -1): void {
    this.#move(object, by);
    this.#countOwn(node, object, by);
    const key = foundKeyOf(object);
    if (this.#delivered.add(key, by)) this.#touch(key);
  }

  #countOwn(node: Applier, object: FleetObject, by: 1 | -1): void {
    if (!deliverersOf(object).some((each) => signatureOf(each) === node.signature)) return;
    node.ownSupport += by;
    if (node.ownSupport > 0) this.#selfSupported.add(node);
    else this.#selfSupported.delete(node);
  }

  #touch(key: FoundKey): void {
    this.#wait();
    this.#touched.add(key);
  }

  #wait(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#engine.graph.enqueue(this);
  }
}

/** A Kustomization that applies something. */
interface Applier {
  readonly kustomization: FleetObject;
  readonly signature: string;
  /** How many equal ones the fleet has. */
  support: number;
  /** How many of these it applies itself. */
  ownSupport: number;
  effect: Effect<Applied | undefined, Applier> | undefined;
}

const nothing: Chunks<FleetObject> = [];

export function keyOfDirectory(directory: DirectoryPath): string {
  return `directory ${directory}`;
}

export function keyOfFile(file: FilePath): string {
  return `file ${file}`;
}

/**
 * What a build is found by: its directory, which stands for all that the kustomization there includes, and what the Flux
 * Kustomization adds to it.
 */
function keysOf(applied: Applied | undefined): ReadonlySet<string> {
  if (!applied) return new Set();
  const { directory, trace } = applied.build;
  const keys = new Set([keyOfDirectory(directory)]);
  if (!applied.addsParts) {
    for (const { file } of trace.ownInputs) keys.add(keyOfFile(file));
    return keys;
  }
  const traces = new Set([trace]);
  for (const each of traces) {
    for (const { file } of each.ownInputs) keys.add(keyOfFile(file));
    for (const part of each.parts) {
      if (part.isBlock) traces.add(part);
      else for (const included of directoriesOf(part)) keys.add(keyOfDirectory(included));
    }
  }
  return keys;
}

/** The directories whose kustomizations a part of a build is made of. */
function directoriesOf(part: BuildTrace): readonly DirectoryPath[] {
  return [...part.ownInputs].flatMap(({ file, role }) =>
    role === 'config' ? [directoryOf(file)] : [],
  );
}

/** What an object was made from: its document or, for generated ones, which have none, the configuration that makes it. */
type FoundKey = object | string;

function foundKeyOf({ origin }: FleetObject): FoundKey {
  return origin.index < 0 ? origin.file : origin;
}

function depthOf(kustomization: FleetObject): number {
  let depth = 0;
  for (let at = kustomization; at.delivery.mode === 'flux'; at = at.delivery.by) depth++;
  return depth;
}
