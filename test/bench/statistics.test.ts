import { expect, test } from 'vitest';
import { median, pairwise, quantile, shareAbove } from '../../bench/report/statistics.ts';

test('the median of an even number of samples lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
  expect(median([])).toBeNaN();
});

test('a quantile is one of the samples, by the nearest rank', () => {
  const samples = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(quantile(samples, 0.95)).toBe(19);
  expect(quantile(samples, 0.5)).toBe(10);
  expect(quantile(samples, 1)).toBe(20);
  expect(quantile([3], 0.95)).toBe(3);
  expect(quantile([], 0.95)).toBeNaN();
});

test('ratios are made of samples of the same round, with their spread', () => {
  expect(pairwise([2, 30, 8], [1, 10, 2])).toEqual({ median: 3, low: 2, high: 4, pairs: 3 });
  expect(pairwise([2, 30], [1])).toEqual({ median: 2, low: 2, high: 2, pairs: 1 });
  expect(pairwise([2], [0])).toBeUndefined();
  expect(pairwise([], [])).toBeUndefined();
});

test('how often something is slower by more than a factor', () => {
  expect(shareAbove([12, 11, 20, 9], [10, 10, 10, 10], 1.15)).toBe(0.5);
  expect(shareAbove([], [1], 1)).toBe(0);
});
