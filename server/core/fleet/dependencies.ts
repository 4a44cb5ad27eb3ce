import {
  namespaceOf,
  type Reference,
  referencesFor,
  targetKindOf,
} from '../flux/cross-namespace-reference.ts';
import { FluxKustomization, HelmRelease } from '../manifest/kind.ts';
import { compareSpans } from '../text/span.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { clusterOf, entryPointOf } from './cluster.ts';
import { type FleetObject, fleetOf } from './fleet.ts';

/** An object that waits for another one, and where it says so. */
export interface Dependency {
  readonly from: FleetObject;
  readonly reference: Reference;
  readonly to: FleetObject;
}

/** Objects that wait for each other, in order; the last one waits for the first. */
export type DependencyCycle = readonly Dependency[];

/** The cycle that an object is to be told of: of the objects of one cycle, the first in the workspace. */
export function cycleFrom(snapshot: Snapshot, object: FleetObject): DependencyCycle | undefined {
  return derive(snapshot, findCycles).get(object);
}

function findCycles(snapshot: Snapshot): ReadonlyMap<FleetObject, DependencyCycle> {
  const cycles = new Map<FleetObject, DependencyCycle>();
  for (const objects of placesOf(snapshot).values()) {
    const graph = graphOf(objects);
    for (const component of componentsOf(graph)) {
      const [first] = component.toSorted((a, b) => compareSpans(a.origin.span, b.origin.span));
      const cycle = first && shortestCycle(graph, new Set(component), first);
      if (first && cycle) cycles.set(first, cycle);
    }
  }
  return cycles;
}

/**
 * What can wait for each other, by where it goes: to one cluster or, where that is not known, through one delivery. Two
 * overlays of one base never meet.
 */
function placesOf(snapshot: Snapshot): ReadonlyMap<unknown, readonly FleetObject[]> {
  const places = new Map<unknown, FleetObject[]>();
  for (const object of fleetOf(snapshot).ofKind(FluxKustomization, HelmRelease)) {
    if (referencesFor(object, 'dependency').length === 0) continue;
    const place = clusterOf(snapshot, object) ?? deliveryOf(object);
    const there = places.get(place);
    if (there) there.push(object);
    else places.set(place, [object]);
  }
  return places;
}

function deliveryOf(object: FleetObject): string {
  const { delivery } = object;
  if (delivery.mode === 'kustomize') return `built in ${delivery.directory}`;
  return delivery.mode === 'flux' ? `entered by ${entryPointOf(object).origin.file}` : 'declared';
}

type Graph = ReadonlyMap<FleetObject, readonly Dependency[]>;

/** Only names that one object has: of several, the workspace does not tell which one is meant. */
function graphOf(objects: readonly FleetObject[]): Graph {
  const byName = new Map<string, FleetObject | undefined>();
  for (const object of objects) {
    const key = keyOf(object.kind, known(object.namespace), known(object.name));
    byName.set(key, byName.has(key) ? undefined : object);
  }
  return new Map(
    objects.map((from) => [
      from,
      referencesFor(from, 'dependency').flatMap((reference) => {
        const name = known(reference.name);
        const kind = targetKindOf(reference)?.kind;
        const namespace = namespaceOf(from, reference);
        if (name === undefined || kind === undefined || namespace === undefined) return [];
        const to = byName.get(keyOf(kind, namespace, name));
        return to ? [{ from, reference, to }] : [];
      }),
    ]),
  );
}

function keyOf(kind: string, namespace: string | undefined, name: string | undefined): string {
  return `${kind}/${namespace ?? '?'}/${name ?? '?'}`;
}

/** The sets of objects that all reach each other: who reaches the last one that a walk is done with is in its set. */
function componentsOf(graph: Graph): readonly (readonly FleetObject[])[] {
  const order = finished(graph, (object) => (graph.get(object) ?? []).map(({ to }) => to));
  const backwards = new Map<FleetObject, FleetObject[]>();
  for (const dependencies of graph.values()) {
    for (const { from, to } of dependencies) {
      const sources = backwards.get(to);
      if (sources) sources.push(from);
      else backwards.set(to, [from]);
    }
  }
  const taken = new Set<FleetObject>();
  return order.toReversed().flatMap((root) => {
    if (taken.has(root)) return [];
    const component = reach(root, (object) => backwards.get(object) ?? [], taken);
    const waitsForItself = (graph.get(root) ?? []).some(({ to }) => to === root);
    return component.length > 1 || waitsForItself ? [component] : [];
  });
}

/** All objects in the order in which a walk along the dependencies is done with them; without recursion. */
function finished(
  graph: Graph,
  next: (object: FleetObject) => readonly FleetObject[],
): readonly FleetObject[] {
  const order: FleetObject[] = [];
  const seen = new Set<FleetObject>();
  for (const start of graph.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ object: start, waiting: [...next(start)] }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const child = top.waiting.pop();
      if (!child) {
        order.push(top.object);
        path.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        path.push({ object: child, waiting: [...next(child)] });
      }
    }
  }
  return order;
}

function reach(
  start: FleetObject,
  next: (object: FleetObject) => readonly FleetObject[],
  taken: Set<FleetObject>,
): readonly FleetObject[] {
  taken.add(start);
  const found = [start];
  for (const object of found) {
    for (const other of next(object)) {
      if (taken.has(other)) continue;
      taken.add(other);
      found.push(other);
    }
  }
  return found;
}

/** The shortest way from an object back to itself. */
function shortestCycle(
  graph: Graph,
  within: ReadonlySet<FleetObject>,
  start: FleetObject,
): DependencyCycle | undefined {
  const reachedBy = new Map<FleetObject, Dependency>();
  const queue = [start];
  for (const object of queue) {
    for (const dependency of graph.get(object) ?? []) {
      const { to } = dependency;
      if (to === start) return wayTo(dependency, reachedBy, start);
      if (reachedBy.has(to) || !within.has(to)) continue;
      reachedBy.set(to, dependency);
      queue.push(to);
    }
  }
  return undefined;
}

function wayTo(
  last: Dependency,
  reachedBy: ReadonlyMap<FleetObject, Dependency>,
  start: FleetObject,
): DependencyCycle {
  const way = [last];
  for (let at = last; at.from !== start; ) {
    const before = reachedBy.get(at.from);
    if (!before) break;
    way.push(before);
    at = before;
  }
  return way.reverse();
}
