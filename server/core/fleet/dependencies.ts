import { referencesFor } from '../flux/cross-namespace-reference.ts';
import { sameList } from '../incremental/same.ts';
import { compareSpans } from '../text/span.ts';
import { derive, deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import {
  type Dependency,
  type DependencyGraph,
  graphFrom,
  isWaitedFor,
  wholeGraph,
} from './dependency-graph.ts';
import type { FleetObject } from './fleet.ts';
import { inOrder } from './object-store.ts';

/** Objects that wait for each other, in order; the last one waits for the first. */
export type DependencyCycle = readonly Dependency[];

/** The cycle that an object is to be told of: of the objects of one cycle, the first in the workspace. */
export function cycleFrom(snapshot: Snapshot, object: FleetObject): DependencyCycle | undefined {
  const waits = referencesFor(object, 'dependency').length > 0;
  if (!waits || !isWaitedFor(snapshot, object)) return undefined;
  return deriveFor(snapshot, findCycle, object, sameList);
}

function findCycle(snapshot: Snapshot, object: FleetObject): DependencyCycle | undefined {
  const graph = graphFrom(snapshot, object);
  return (graph ? cyclesIn(graph) : derive(snapshot, findAllCycles)).get(object);
}

function findAllCycles(snapshot: Snapshot): ReadonlyMap<FleetObject, DependencyCycle> {
  return cyclesIn(wholeGraph(snapshot));
}

function cyclesIn(graph: DependencyGraph): ReadonlyMap<FleetObject, DependencyCycle> {
  const cycles = new Map<FleetObject, DependencyCycle>();
  for (const component of componentsOf(graph)) {
    const [first] = component.toSorted(
      (a, b) => compareSpans(a.origin.span, b.origin.span) || inOrder(a, b),
    );
    const cycle = first && shortestCycle(graph, new Set(component), first);
    if (first && cycle) cycles.set(first, cycle);
  }
  return cycles;
}

/** The sets of objects that all reach each other: who reaches the last one that a walk is done with is in its set. */
function componentsOf(graph: DependencyGraph): readonly (readonly FleetObject[])[] {
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
  graph: DependencyGraph,
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
  graph: DependencyGraph,
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
