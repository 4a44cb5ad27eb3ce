import { expect, test } from 'vitest';
import { Cell } from '../../../server/core/incremental/cell.ts';
import { Graph } from '../../../server/core/incremental/graph.ts';
import { KeyedLists } from '../../../server/core/incremental/keyed-lists.ts';
import { Memo } from '../../../server/core/incremental/memo.ts';

test('who reads what was called into doubt while it was computed hears of the next change', () => {
  const graph = new Graph();
  const lists = new KeyedLists<string, number>(graph, 0, (a, b) => a - b);
  const cell = new Cell(graph, 0);
  const middle = new Memo(
    graph,
    { compute: () => cell.read() + lists.get('key').length },
    undefined,
  );
  const first = new Memo(graph, { compute: () => middle.read() }, undefined);
  expect(first.read()).toBe(0);
  // The list takes in what is new while `middle`, which has read it before, is computed for somebody new.
  lists.add('key', 1);
  cell.set(10);
  const second = new Memo(graph, { compute: () => middle.read() }, undefined);
  second.read();
  graph.settle();
  expect(second.read()).toBe(11);
  lists.add('key', 2);
  graph.settle();
  expect(second.read()).toBe(12);
});
