import { expect, test } from 'vitest';
import { interleaved } from '../../bench/measure/session.ts';

test('variants take turns, and each round begins with another one', async () => {
  const order: string[] = [];
  await interleaved(4, ['a', 'b', 'c'], async (variant) => void order.push(variant));
  expect(order.join('')).toBe('abcbcacababc');
});

test('without variants nothing happens', async () => {
  await interleaved(2, [], () => Promise.reject(new Error('sampled')));
});
