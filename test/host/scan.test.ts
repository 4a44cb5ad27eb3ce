import { expect, test } from 'vitest';
import { longestText, Workspace } from '../../server/core/index.ts';
import type { FileSource } from '../../server/host/file-source.ts';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import { applyInSlices, scan } from '../../server/host/scan.ts';
import { ManualClock } from '../lsp/support/manual-clock.ts';

const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`d/${i}.yaml`, `a: ${i}`]));

test('a scan gives the texts of the YAML files and what could not be read', async () => {
  const source: FileSource = {
    readsAtOnce: 2,
    unread: [{ path: 'closed', reason: 'permission denied', denied: true }],
    async *list() {
      yield { file: 'a.yaml', size: 4 };
      yield { file: 'big.yaml', size: longestText + 1 };
      yield { file: 'gone.yaml', size: 4 };
    },
    read: (file) => (file === 'a.yaml' ? 'a: 1' : { skipped: 'it is gone' }),
  };
  expect(await scan(source, { clock: new ManualClock() })).toEqual({
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
  await scan(new MemoryFileSource(many), { clock });
  expect(clock.pauses).toBe(0);
  clock.millisecondsPerLook = 4;
  const result = await scan(new MemoryFileSource(many), { clock });
  expect(clock.pauses).toBeGreaterThan(20);
  const before = clock.pauses;
  const workspace = new Workspace();
  await applyInSlices(workspace, result?.changes ?? [], { clock });
  expect(clock.pauses).toBeGreaterThan(before);
  expect(workspace.snapshot.files.size).toBe(100);
});

test('it counts, looks only where it is told to, and can be cancelled', async () => {
  const clock = new ManualClock();
  const source = new MemoryFileSource({ ...many, 'e/1.yaml': '', 'f.yaml': '', 'f.md': '' });
  const counts: string[] = [];
  const result = await scan(source, {
    clock,
    paths: ['e', 'f.yaml', 'f.md', 'nowhere'],
    onProgress: ({ read, total }) => counts.push(`${read} of ${total}`),
  });
  expect(result?.changes.map(({ file }) => file)).toEqual(['e/1.yaml', 'f.yaml']);
  expect(counts).toEqual(['1 of 2', '2 of 2']);
  expect(await scan(source, { clock, isCancelled: () => true })).toBeUndefined();
});
