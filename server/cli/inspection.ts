import type { Analysis, FilePath, Snapshot } from '../core/index.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import type { Target } from './target.ts';

/** One workspace with the verdict on it. */
export interface Inspection {
  readonly target: Target;
  readonly loaded: LoadedWorkspace;
  readonly analysis: Analysis;
}

/** How the files of a workspace are called in a report. */
export type FileNaming = (target: Target, file: FilePath) => string;

/** True if a report on the target speaks of the file. */
export function isReported(target: Target, file: FilePath): boolean {
  return target.only?.has(file) ?? true;
}

/** The files a report on the target speaks of. */
export function reportedFiles(target: Target, snapshot: Snapshot): readonly FilePath[] {
  return [...snapshot.files.keys()].filter((file) => isReported(target, file)).sort();
}
