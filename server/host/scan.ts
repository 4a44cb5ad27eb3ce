import { type FileChange, type FilePath, longestText, type Workspace } from '../core/index.ts';
import { type Clock, TimeSlice } from './clock.ts';
import type { FileSource, FileStub, FileText, SkippedFile, UnreadPlace } from './file-source.ts';

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
  /** All texts, read ahead: taking them in is little work, and is to be done at once. */
  readonly changes: readonly FileChange[];
  readonly unread: readonly UnreadPlace[];
}

/**
 * Reads the texts of a source for a workspace, in short stretches of time; `undefined` if it was cancelled. The workspace
 * stays as it is. Its configuration should be known: it says which files need not be parsed.
 */
export async function scan(
  source: FileSource,
  workspace: Workspace,
  options: ScanOptions,
): Promise<ScanResult | undefined> {
  const slice = new TimeSlice(options.clock);
  const stubs = await list(source, options, slice);
  if (!stubs) return undefined;
  const changes: FileChange[] = [];
  const unread = [...source.unread];
  let read = 0;
  const take = (file: FilePath, text: FileText) => {
    const isText = typeof text === 'string';
    if (isText) changes.push(workspace.readAhead({ file, text }));
    else unread.push(unreadFile(file, text));
    options.onProgress?.({ read: ++read, total: stubs.length, text: isText ? text : '' });
  };
  const underWay = new Set<Promise<void>>();
  for (const { file, size } of stubs) {
    if (underWay.size >= source.readsAtOnce) await Promise.race(underWay);
    const text = size > longestText ? tooLong : source.read(file);
    if (text instanceof Promise) start(text, (read) => take(file, read), underWay);
    else take(file, text);
    if (slice.isOver) await slice.breathe();
    if (options.isCancelled?.()) return undefined;
  }
  await Promise.all(underWay);
  return options.isCancelled?.() ? undefined : { changes, unread };
}

/** What sources say of files that they need not even open. */
export const tooLong: SkippedFile = { skipped: `it is larger than ${longestText / 1_000_000} MB` };

async function list(
  source: FileSource,
  { paths = [''], isCancelled }: ScanOptions,
  slice: TimeSlice,
): Promise<readonly FileStub[] | undefined> {
  const stubs: FileStub[] = [];
  for await (const group of source.list(paths)) {
    for (const stub of group) stubs.push(stub);
    if (slice.isOver) await slice.breathe();
    if (isCancelled?.()) return undefined;
  }
  return stubs;
}

function unreadFile(path: FilePath, { skipped, denied = false }: SkippedFile): UnreadPlace {
  return { path, reason: skipped, denied };
}

function start(
  text: Promise<FileText>,
  take: (text: FileText) => void,
  underWay: Set<Promise<void>>,
): void {
  const reading = text.then(take).finally(() => underWay.delete(reading));
  underWay.add(reading);
  // Whoever waits for it sees a fault; it must not count as unhandled until then.
  reading.catch(() => undefined);
}
