import { expect, test } from 'vitest';
import { AttentiveClock } from '../../server/lsp/attentive-clock.ts';
import { ManualClock } from './support/manual-clock.ts';

test('a pause lasts for as long as messages come in', async () => {
  const inner = new ManualClock();
  const clock = new AttentiveClock({
    now: () => inner.now(),
    after: (milliseconds, run) => inner.after(milliseconds, run),
    pause: async () => {
      await inner.pause();
      if (inner.pauses <= 10) clock.noteMessage();
    },
  });
  await clock.pause();
  expect(inner.pauses).toBe(12);
  await clock.pause();
  expect(inner.pauses).toBe(14);
});
