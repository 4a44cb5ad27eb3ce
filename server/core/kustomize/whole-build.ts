import type { DirectoryPath } from '../workspace/path.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { build } from './build.ts';

/** True for a directory of which everything that kustomize takes in could be evaluated. */
export function isWholeBuild(snapshot: Snapshot, directory: DirectoryPath): boolean {
  return deriveFor(snapshot, findIsWhole, directory);
}

function findIsWhole(snapshot: Snapshot, directory: DirectoryPath): boolean {
  return build(snapshot, { directory }).gaps.length === 0;
}
