import { expect, test } from 'vitest';
import { longestText, Workspace } from '../../server/core/index.ts';
import type { FileSource } from '../../server/host/file-source.ts';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import { scan } from '../../server/host/scan.ts';
import { ManualClock } from '../lsp/support/manual-clock.ts';

const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`d/${i}.yaml`, `a: ${i}`]));

test('a scan gives the texts of the YAML files and what could not be read', async () => {
  const source: FileSource = {
    readsAtOnce: 1,
    unread: [{ path: 'closed', reason: 'permission denied', denied: true }],
    list: () => [
      [{ file: 'a.yaml', size: 4 }],
      [],
      [
        { file: 'big.yaml', size: longestText + 1 },
        { file: 'gone.yaml', size: 4 },
      ],
    ],
    read: (file) => (file === 'a.yaml' ? 'a: 1' : { skipped: 'it is gone' }),
  };
  expect(await scan(source, new Workspace(), { clock: new ManualClock() })).toMatchObject({
    changes: [{ file: 'a.yaml', text: 'a: 1' }],
    unread: [
      { path: 'closed', reason: 'permission denied', denied: true },
      { path: 'big.yaml', reason: 'it is larger than 8 MB', denied: false },
      { path: 'gone.yaml', reason: 'it is gone', denied: false },
    ],
  });
});

test('long work lets others run, short work does not', async () => {
  const clock = new ManualClock();
  const source = new MemoryFileSource(many);
  await scan(source, new Workspace(), { clock });
  expect(clock.pauses).toBe(0);
  clock.millisecondsPerLook = 2;
  const workspace = new Workspace();
  const result = await scan(source, workspace, { clock });
  expect(clock.pauses).toBeGreaterThan(90);
  expect(workspace.snapshot.files.size).toBe(0);
  workspace.applyChanges(result?.changes ?? []);
  expect(workspace.snapshot.files.size).toBe(100);
});

test('it counts, looks only where it is told to, and can be cancelled at any time', async () => {
  const clock = new ManualClock();
  const source = new MemoryFileSource({ ...many, 'e/1.yaml': '', 'f.yaml': '', 'f.md': '' });
  const counts: string[] = [];
  const result = await scan(source, new Workspace(), {
    clock,
    paths: ['e', 'f.yaml', 'f.md', 'nowhere'],
    onProgress: ({ read, total }) => counts.push(`${read} of ${total}`),
  });
  expect(result?.changes.map(({ file }) => file)).toEqual(['e/1.yaml', 'f.yaml']);
  expect(counts).toEqual(['1 of 2', '2 of 2']);
  for (const patience of [0, 50, 150, 202]) {
    let looks = 0;
    const isCancelled = () => looks++ >= patience;
    expect(await scan(source, new Workspace(), { clock, isCancelled })).toBeUndefined();
  }
});

test('what the configuration leaves out is read, and not parsed', async () => {
  const source = new MemoryFileSource(many);
  const workspace = new Workspace();
  workspace.applyChanges([{ file: '.flux-tenancy.yaml', text: 'ignore: [d]\n' }]);
  const result = await scan(source, workspace, { clock: new ManualClock() });
  expect(result?.changes.filter(({ facts }) => facts)).toEqual([]);
  expect(result?.changes).toHaveLength(100);
});

test('no more reads are under way than a source can stand, and a fault ends the scan', async () => {
  let underWay = 0;
  let most = 0;
  const source: FileSource = {
    readsAtOnce: 3,
    unread: [],
    list: () => [Object.keys(many).map((file) => ({ file, size: 4 }))],
    read: async (file) => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      if (file === 'd/50.yaml') throw new Error('a fault of ours');
      return 'a: 1';
    },
  };
  const reading = scan(source, new Workspace(), { clock: new ManualClock() });
  await expect(reading).rejects.toThrow('a fault of ours');
  expect(most).toBe(3);
});

test('a hundred thousand empty files are read in short stretches', async () => {
  const files = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`${i}.yaml`, '']));
  const clock = new ManualClock();
  clock.millisecondsPerLook = 0.01;
  const workspace = new Workspace();
  const result = await scan(new MemoryFileSource(files), workspace, { clock });
  expect(clock.pauses).toBeGreaterThan(100);
  expect(workspace.applyChanges(result?.changes ?? []).files.size).toBe(100_000);
});
