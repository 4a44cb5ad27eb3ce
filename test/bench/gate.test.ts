import { describe, expect, test } from 'vitest';
import { failures } from '../../bench/report/gate.ts';
import { notReachedYet } from '../../bench/report/not-reached-yet.ts';
import { resultsWith } from './support/results.ts';

const { P2, P6, P11 } = notReachedYet;

const passes = (samples: Parameters<typeof resultsWith>[0]) =>
  expect(failures(resultsWith(samples))).toEqual([]);
const fails = (samples: Parameters<typeof resultsWith>[0], ...sentences: readonly string[]) =>
  expect(failures(resultsWith(samples))).toEqual(sentences);

describe('the gate', () => {
  test('lets through what was not measured', () => passes({}));

  test('measures reading with its limit, whatever the milliseconds', () => {
    passes({ 'index.even-1000.ready': [9000, 9000], 'limit:limit.even-1000.parse': [5000, 4600] });
    fails(
      { 'index.even-1000.ready': [900, 900], 'limit:limit.even-1000.parse': [10, 10] },
      `P2: reading 1,000 tenants takes 90.00x of the limit; ${P2}.00x is allowed, and 2.00x is the target`,
    );
  });

  test('measures growth', () => {
    passes({ 'index.even-1000.ready': [1000], 'index.even-10000.ready': [12_000] });
    fails(
      { 'index.even-1000.ready': [1000], 'index.even-10000.ready': [13_000] },
      'P3: reading 10,000 tenants takes 13.00x of 1,000 tenants; 12.60x is allowed',
    );
  });

  test('measures an edit with one in an empty workspace, but not below a millisecond', () => {
    passes({ 'edit.0.1 KB.cpu': [0.2], 'edit.1000.1 KB.cpu': [0.9] });
    passes({ 'edit.0.1 KB.cpu': [4], 'edit.1000.1 KB.cpu': [6] });
    fails(
      { 'edit.0.1 KB.cpu': [4], 'edit.1000.1 KB.cpu': [80] },
      `P6: an edit takes 20.00x of one in an empty workspace; ${P6}.00x is allowed, and 1.50x is the target`,
    );
  });

  test('measures memory by what a further thousand manifests take', () => {
    passes({ 'index.even-100.heap': [50], 'index.even-1000.heap': [70] });
    fails(
      { 'index.even-100.heap': [50], 'index.even-1000.heap': [5000] },
      expect.stringContaining(`; ${P11} MB is allowed, and 2.0 MB is the target`),
    );
  });

  test('measures sizes', () => {
    passes({ 'bundle.server': [450 * 1024] });
    fails({ 'bundle.client': [500 * 1024] }, 'P13: client has 500 KB; 450 KB is allowed');
  });

  test('never fails on milliseconds alone', () => {
    passes({ 'start.initialize': [9000], 'edit.0.1 MB.wall': [9000], 'pathological.x': [9000] });
  });

  test('fails on a verdict that is not what it must be', () => {
    const check = {
      name: 'check of even-100',
      variant: 'here',
      passed: false,
      detail: '1 missing',
    };
    expect(failures(resultsWith({}, [check]))).toEqual(['check of even-100: 1 missing']);
    expect(failures(resultsWith({}, [{ ...check, variant: 'base' }]))).toEqual([]);
    expect(failures(resultsWith({}, [{ ...check, passed: true }]))).toEqual([]);
  });
});

describe('against a base', () => {
  const base = [10, 10, 10, 10, 10];

  test('what is slower in nearly all pairs fails', () => {
    fails(
      { x: [13, 13, 13, 13, 10], 'base:x': base },
      'x is slower than in the base: 1.30x, in 80 % of the pairs',
    );
  });

  test('what is slower now and then, or by little, does not', () => {
    passes({ x: [13, 13, 13, 10, 10], 'base:x': base });
    passes({ x: [11, 11, 11, 11, 11], 'base:x': base });
  });

  test('a few pairs prove nothing', () => passes({ x: [90, 90, 90, 90], 'base:x': base }));
});
