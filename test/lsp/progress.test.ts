import { expect, test } from 'vitest';
import { ReadingProgress } from '../../server/lsp/progress.ts';
import { withoutAccount } from './support/manifests.ts';
import { ManualClock } from './support/manual-clock.ts';

function setUp() {
  const clock = new ManualClock();
  const said: unknown[][] = [];
  const reporter = {
    begin: (...words: unknown[]) => said.push(['begin', ...words]),
    report: (...words: unknown[]) => said.push(words),
    done: () => said.push(['done']),
    token: { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) },
  };
  const progress = new ReadingProgress({ clock, open: async () => reporter });
  const read = async (count: number, text = withoutAccount) => {
    progress.report({ read: count, total: 480, text });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, said, progress, read };
}

test('long reading is shown, now and then', async () => {
  const { clock, said, progress, read } = setUp();
  await read(1);
  clock.advance(300);
  await read(100);
  await read(120);
  await read(121);
  clock.advance(100);
  await read(240);
  progress.done();
  expect(said).toEqual([
    ['begin', 'Flux Tenancy', 0],
    [25, 'reading 120 of 480 files'],
    [50, 'reading 240 of 480 files'],
    ['done'],
  ]);
});

test('quick reading is not, nor is that of what has nothing to do with Flux', async () => {
  const quick = setUp();
  await quick.read(480);
  quick.progress.done();
  const other = setUp();
  other.clock.advance(1000);
  await other.read(1, 'kind: Deployment');
  await other.read(480, 'kind: Deployment');
  other.progress.done();
  expect([...quick.said, ...other.said]).toEqual([]);
});

test('what is opened too late is closed at once', async () => {
  const { clock, said, progress, read } = setUp();
  clock.advance(300);
  const reading = read(1);
  progress.done();
  await reading;
  expect(said).toEqual([['begin', 'Flux Tenancy', 0], ['done']]);
});
