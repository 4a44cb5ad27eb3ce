import {
  namespaceOf,
  type Reference,
  referencesFor,
  targetKindOf,
} from '../flux/cross-namespace-reference.ts';
import { FluxKustomization, HelmRelease } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { clusterOf } from './cluster.ts';
import { entryPointOf } from './delivery-chain.ts';
import type { FleetObject } from './fleet.ts';
import { keysBy, objectsBy } from './fleet-store.ts';
import type { ObjectKeys } from './object-store.ts';

/** An object that waits for another one, and where it says so. */
export interface Dependency {
  readonly from: FleetObject;
  readonly reference: Reference;
  readonly to: FleetObject;
}

/** What objects wait for; of those that wait for something themselves, as others close no circle. */
export type DependencyGraph = ReadonlyMap<FleetObject, readonly Dependency[]>;

/** Dependencies are followed from one object as long as there are no more than this: real ones stay far below. */
const mostFollowed = 64;

/** All that an object waits for, directly or not; `undefined` if that is too much to be looked at for each object. */
export function graphFrom(snapshot: Snapshot, object: FleetObject): DependencyGraph | undefined {
  const graph = new Map<FleetObject, readonly Dependency[]>();
  const waiting = [object];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (graph.has(at)) continue;
    if (graph.size === mostFollowed) return undefined;
    const dependencies = dependenciesOf(snapshot, at);
    graph.set(at, dependencies);
    waiting.push(...dependencies.map(({ to }) => to));
  }
  return graph;
}

/** All that waits for something. */
export function wholeGraph(snapshot: Snapshot): DependencyGraph {
  const objects = [...keysBy(snapshot, waitingObjects)].flatMap((key) =>
    objectsBy(snapshot, waitingObjects, key),
  );
  return new Map(objects.map((object) => [object, dependenciesOf(snapshot, object)]));
}

/** True if something waits for an object of that name. */
export function isWaitedFor(snapshot: Snapshot, object: FleetObject): boolean {
  return deriveFor(snapshot, findIsWaitedFor, keyOfObject(object));
}

function findIsWaitedFor(snapshot: Snapshot, key: string): boolean {
  return objectsBy(snapshot, waitedFor, key).length > 0;
}

function dependenciesOf(snapshot: Snapshot, object: FleetObject): readonly Dependency[] {
  return deriveFor(snapshot, findDependencies, object, areSame);
}

/** Only names that one object has: of several, the workspace does not tell which one is meant. */
function findDependencies(snapshot: Snapshot, from: FleetObject): readonly Dependency[] {
  const place = placeOf(snapshot, from);
  return referencesFor(from, 'dependency').flatMap((reference) => {
    const key = keyOfTarget(from, reference);
    const called = key === undefined ? [] : objectsBy(snapshot, waitingObjects, key);
    const [to, ...others] = called.filter((each) => placeOf(snapshot, each) === place);
    return to && others.length === 0 ? [{ from, reference, to }] : [];
  });
}

function areSame(a: readonly Dependency[], b: readonly Dependency[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ reference, to }, index) => reference === b[index]?.reference && to === b[index]?.to)
  );
}

/**
 * Where an object goes: to one cluster or, where that is not known, through one delivery. Two overlays of one base never
 * meet.
 */
function placeOf(snapshot: Snapshot, object: FleetObject): unknown {
  const { delivery } = object;
  const cluster = clusterOf(snapshot, object);
  if (cluster) return cluster;
  if (delivery.mode === 'kustomize') return `built in ${delivery.directory}`;
  return delivery.mode === 'flux'
    ? `entered by ${entryPointOf(snapshot, object).origin.file}`
    : 'declared';
}

const kinds = [FluxKustomization, HelmRelease];

const waitingObjects: ObjectKeys<string> = {
  kinds,
  keysOf: (object) => (referencesFor(object, 'dependency').length > 0 ? [keyOfObject(object)] : []),
};

const waitedFor: ObjectKeys<string> = {
  kinds,
  keysOf: (object) =>
    new Set(
      referencesFor(object, 'dependency').flatMap(
        (reference) => keyOfTarget(object, reference) ?? [],
      ),
    ),
};

function keyOfObject({ kind, namespace, name }: FleetObject): string {
  return keyOf(kind, known(namespace), known(name));
}

function keyOfTarget(from: FleetObject, reference: Reference): string | undefined {
  const name = known(reference.name);
  const kind = targetKindOf(reference)?.kind;
  const namespace = namespaceOf(from, reference);
  if (name === undefined || kind === undefined || namespace === undefined) return undefined;
  return keyOf(kind, namespace, name);
}

function keyOf(kind: string, namespace: string | undefined, name: string | undefined): string {
  return `${kind}/${namespace ?? '?'}/${name ?? '?'}`;
}
