import { type FileChange, longestText, type Workspace } from '../core/index.ts';
import { type Clock, TimeSlice } from './clock.ts';
import type { FileSource, FileStub, FileText, UnreadPlace } from './file-source.ts';

export interface ScanOptions {
  readonly clock: Pick<Clock, 'now' | 'pause'>;
  /** Where to look, relative to the folder; everywhere if not given. */
  readonly paths?: readonly string[];
  readonly isCancelled?: () => boolean;
  /** Called after each text. */
  readonly onProgress?: (progress: ScanProgress) => void;
}

export interface ScanProgress {
  readonly read: number;
  readonly total: number;
  /** What was read last. */
  readonly text: string;
}

export interface ScanResult {
  /** All texts, in the order in which the source lists them. */
  readonly changes: readonly FileChange[];
  readonly unread: readonly UnreadPlace[];
}

/** Reads all texts of a source in short stretches of time; `undefined` if it was cancelled. */
export async function scan(
  source: FileSource,
  options: ScanOptions,
): Promise<ScanResult | undefined> {
  const slice = new TimeSlice(options.clock);
  const unread: UnreadPlace[] = [];
  const stubs = await list(source, options, slice, unread);
  if (options.isCancelled?.()) return undefined;
  const changes: FileChange[] = [];
  for (let at = 0; at < stubs.length; at += source.readsAtOnce) {
    const batch = stubs.slice(at, at + source.readsAtOnce);
    for (const { file, text } of await readAll(source, batch)) {
      if (typeof text === 'string') changes.push({ file, text });
      else unread.push({ path: file, reason: text.skipped, denied: text.denied === true });
      const read = changes.length + unread.length;
      options.onProgress?.({
        read,
        total: stubs.length,
        text: typeof text === 'string' ? text : '',
      });
    }
    await slice.breathe();
    if (options.isCancelled?.()) return undefined;
  }
  return { changes, unread };
}

/**
 * Takes texts into a workspace in short stretches: most of the work is in parsing them. The snapshots in between are
 * incomplete, so nothing may be published before the end. Returns false if it was cancelled.
 */
export async function applyInSlices(
  workspace: Workspace,
  changes: readonly FileChange[],
  options: Pick<ScanOptions, 'clock' | 'isCancelled'>,
): Promise<boolean> {
  const slice = new TimeSlice(options.clock);
  for (let at = 0; at < changes.length; at += filesAtOnce) {
    workspace.applyChanges(changes.slice(at, at + filesAtOnce));
    await slice.breathe();
    if (options.isCancelled?.()) return false;
  }
  return true;
}

/** Each step copies the map of files, which the parsing of so many texts outweighs. */
const filesAtOnce = 20;

async function list(
  source: FileSource,
  { paths = [''], isCancelled }: ScanOptions,
  slice: TimeSlice,
  unread: UnreadPlace[],
): Promise<readonly FileStub[]> {
  const stubs = new Map<string, FileStub>();
  for (const path of paths) {
    for await (const stub of source.list(path)) {
      stubs.set(stub.file, stub);
      await slice.breathe();
      if (isCancelled?.()) return [];
    }
    unread.push(...source.unread);
  }
  return [...stubs.values()];
}

function readAll(source: FileSource, stubs: readonly FileStub[]) {
  return Promise.all(
    stubs.map(async ({ file, size }) => ({
      file,
      text: size > longestText ? tooLong : await source.read(file),
    })),
  );
}

/** What sources say of files that they need not even open. */
export const tooLong: FileText = { skipped: `it is larger than ${longestText / 1_000_000} MB` };
