import {
  configurationFileName,
  type FilePath,
  noCheckout,
  type Settings,
  type Snapshot,
  Workspace,
} from '../core/index.ts';
import type { Clock } from '../host/clock.ts';
import type { FileSource } from '../host/file-source.ts';
import { scan } from '../host/scan.ts';
import type { Progress } from './progress.ts';
import { count } from './words.ts';

/** All texts of a workspace, and what is missing. */
export interface LoadedWorkspace {
  readonly snapshot: Snapshot;
  readonly unread: readonly Unread[];
  /** True if there may be manifests that were not seen. */
  readonly incomplete: boolean;
}

/** A file or directory that was not read. A directory leaves open what is in it, which no single file does. */
export interface Unread {
  readonly file: string;
  readonly message: string;
  readonly incomplete: boolean;
}

export interface LoadOptions {
  readonly settings: Settings;
  /** Files to read even if the source does not list them, such as those that git ignores. */
  readonly wanted?: Iterable<FilePath> | undefined;
  readonly progress: Progress;
}

/** Reads a workspace. */
export async function loadWorkspace(
  source: FileSource,
  { settings, wanted = [], progress }: LoadOptions,
): Promise<LoadedWorkspace> {
  const workspace = new Workspace();
  workspace.configure(settings);
  workspace.describeCheckout(source.checkout?.() ?? noCheckout);
  const configuration = await scan(source, workspace, { clock, paths: [configurationFileName] });
  workspace.applyChanges(configuration?.changes ?? []);
  const { changes, unread } = await readFiles(source, workspace, wanted, progress);
  workspace.applyChanges(changes);
  const incomplete = unread.some((each) => each.incomplete);
  return { snapshot: workspace.snapshot, unread, incomplete };
}

async function readFiles(
  source: FileSource,
  workspace: Workspace,
  wanted: Iterable<FilePath>,
  progress: Progress,
) {
  const listed = await scan(source, workspace, {
    clock,
    onProgress: ({ read, total }) => progress.say(`${read} of ${count(total, 'file')} read`),
  });
  const changes = [...(listed?.changes ?? [])];
  const unread = (listed?.unread ?? []).map(({ path, reason, denied }) =>
    note(path, reason, denied),
  );
  const seen = new Set([...changes, ...unread].map(({ file }) => file));
  for (const file of wanted) {
    if (seen.has(file)) continue;
    const text = await source.read(file);
    if (typeof text === 'string') changes.push({ file, text });
    else unread.push(note(file, text.skipped, text.denied === true));
  }
  return { changes, unread };
}

function note(file: string, reason: string, incomplete: boolean): Unread {
  return { file, message: `not checked: ${reason}`, incomplete };
}

/** Real time; others, such as the handler of Ctrl+C, get their turn in each pause. */
const clock: Pick<Clock, 'now' | 'pause'> = {
  now: () => performance.now(),
  pause: () => new Promise((resume) => setImmediate(resume)),
};
