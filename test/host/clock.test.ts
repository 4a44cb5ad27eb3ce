import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TimeSlice } from '../../server/host/clock.ts';
import { ManualClock } from '../lsp/support/manual-clock.ts';

test('a slice is over after four milliseconds, and begins anew after a pause', async () => {
  const clock = new ManualClock();
  const slice = new TimeSlice(clock);
  clock.advance(3.9);
  expect(slice.isOver).toBe(false);
  clock.advance(0.1);
  expect(slice.isOver).toBe(true);
  await slice.breathe();
  expect([slice.isOver, clock.pauses]).toEqual([false, 1]);
});

test('nothing depends on the time of day, which people and networks set back', () => {
  const files = globSync(join(import.meta.dirname, '../../server/**/*.ts'));
  expect(files.length).toBeGreaterThan(100);
  const asking = files.filter((file) => /\bDate\b/.test(readFileSync(file, 'utf8')));
  expect(asking).toEqual([]);
});
