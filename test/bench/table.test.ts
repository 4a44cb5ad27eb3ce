import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Reading } from '../../bench/report/reading.ts';
import { latestResults, pageWith } from '../../bench/report/save.ts';
import { markdown } from '../../bench/report/table.ts';
import { targetsIn, within } from '../../bench/report/targets.ts';
import { resultsWith } from './support/results.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/performance.md'), 'utf8');

test('the page says what the latest results say', () => {
  expect(page).toBe(pageWith(page, latestResults()));
});

test('results replace what was between the marks, and nothing else', () => {
  const text = 'a\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nb\n';
  expect(pageWith(text, undefined)).toBe(text.replace('old', 'There are no results yet.'));
});

test('every target is in the table, in its order', () => {
  const ids = targetsIn(new Reading(resultsWith({}))).map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 16 }, (_, index) => `P${index + 1}`));
});

test('a target is met, missed, or not measured', () => {
  const row = (samples: Parameters<typeof resultsWith>[0]) =>
    markdown(resultsWith(samples))
      .split('\n')
      .find((line) => line.startsWith('| P14'));
  expect(row({})).toContain('| not measured |');
  expect(row({ 'activation.load': [90] })).toContain('90 ms; n/a | – | **no** |');
});

test('one value that is too large decides, and one that is missing leaves it open', () => {
  expect(within([1, 2], [3, 4])).toBe(true);
  expect(within([1, 2], [5, 4], [undefined, 1])).toBe(false);
  expect(within([1, 2], [undefined, 4])).toBeUndefined();
  expect(within()).toBeUndefined();
});

test('the page shows each text with each server', () => {
  const text = markdown(
    resultsWith({
      'edit.0.1 KB.open': [20],
      'edit.0.1 KB.wall': [51, 52, 70],
      'edit.0.1 KB.busy': [1, 2, 3],
      'edit.0.1 KB.cpu': [1, 1, 1],
      'other 1.0:edit.0.1 KB.wall': [200],
    }),
  );
  expect(text).toContain(
    '| Flux Tenancy | 0 | 1 KB | 20 ms | 52 ms / 70 ms / 70 ms | 2.0 ms / 3.0 ms | 1.0 ms |',
  );
  expect(text).toContain('| other 1.0 | 0 | 1 KB | n/a | 200 ms / 200 ms / 200 ms |');
});

test('the work of an edit is what the server says it took, or else how busy it was', () => {
  const busy = { 'edit.0.1 KB.wall': [60], 'edit.0.1 KB.busy': [9] };
  expect(markdown(resultsWith(busy))).toContain('| 9.0 ms / 9.0 ms |');
  const counted = { ...busy, 'edit.0.1 KB.update': [4] };
  expect(markdown(resultsWith(counted))).toContain('| 4.0 ms / 4.0 ms |');
});

test('failed checks are listed', () => {
  const failed = { name: 'check of even-100', variant: 'here', passed: false, detail: '1 missing' };
  expect(markdown(resultsWith({}, [failed]))).toContain('- Failed: check of even-100: 1 missing');
});
