import { expect, test } from 'vitest';
import { Cell } from '../../../server/core/incremental/cell.ts';
import { Effect } from '../../../server/core/incremental/effect.ts';
import { Graph } from '../../../server/core/incremental/graph.ts';

test.each([1, 2, 8, 9, 20])('%i readers hear of a change, and none that is gone', (count) => {
  const graph = new Graph();
  const cell = new Cell(graph, 0);
  const heard: string[] = [];
  const work = {
    level: 0,
    compute: (name: string) => `${name}: ${cell.read()}`,
    apply: (now: string | undefined) => now && heard.push(now),
  };
  const names = Array.from({ length: count }, (_, index) => `reader ${index}`);
  const effects = names.map((name) => new Effect(graph, work, name));
  graph.settle();
  for (let left = count; left >= 0; left--) {
    heard.length = 0;
    cell.set(left - count - 1);
    graph.settle();
    expect(heard.toSorted()).toEqual(
      names
        .slice(count - left)
        .map((name) => `${name}: ${left - count - 1}`)
        .toSorted(),
    );
    effects[count - left]?.dispose();
  }
  expect(cell.isRead).toBe(false);
});

test('what is read twice at once is one reader', () => {
  const graph = new Graph();
  const cell = new Cell(graph, 0);
  const other = new Cell(graph, 0);
  let runs = 0;
  const work = {
    level: 0,
    compute: () => {
      runs++;
      return cell.read() + other.read() + cell.read();
    },
    apply: () => {},
  };
  const effect = new Effect(graph, work, undefined);
  graph.settle();
  cell.set(1);
  other.set(1);
  graph.settle();
  expect(runs).toBe(2);
  effect.dispose();
  expect([cell.isRead, other.isRead]).toEqual([false, false]);
});
