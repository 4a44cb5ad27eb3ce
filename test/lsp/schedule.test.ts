import { expect, test } from 'vitest';
import { Schedule } from '../../server/lsp/schedule.ts';
import { ManualClock } from './support/manual-clock.ts';

function setUp() {
  const clock = new ManualClock();
  let runs = 0;
  const schedule = new Schedule(clock, () => runs++);
  return { clock, schedule, runs: () => runs };
}

test('a burst of changes is answered once, after a pause', () => {
  const { clock, schedule, runs } = setUp();
  schedule.request();
  clock.advance(40);
  schedule.request();
  clock.advance(40);
  expect(runs()).toBe(0);
  clock.advance(10);
  expect(runs()).toBe(1);
  clock.advance(1000);
  expect(runs()).toBe(1);
});

test('who never stops typing is answered all the same', () => {
  const { clock, schedule, runs } = setUp();
  for (let time = 0; time < 400; time += 20) {
    schedule.request();
    clock.advance(20);
  }
  expect(runs()).toBe(2);
});

test('who cannot wait gets the answer at once, and no timer is left', () => {
  const { clock, schedule, runs } = setUp();
  schedule.flush();
  expect(runs()).toBe(0);
  schedule.request();
  schedule.flush();
  expect(runs()).toBe(1);
  expect(clock.timers).toBe(0);
});
