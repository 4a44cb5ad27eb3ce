import type { Settings } from '../config/settings.ts';
import type { Changes } from '../incremental/persistent-map.ts';
import type { Same } from '../incremental/same.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { FilePath } from '../text/span.ts';
import { engineOf } from './engine.ts';
import type { FileFacts } from './file-facts.ts';
import { type DirectoryPath, kustomizationFileNames, pathIn } from './path.ts';

/** The workspace at one moment. Frozen: everything derived from it can be kept for as long as it is. */
export interface Snapshot {
  /** Grows with every change; the same number means the same snapshot. */
  readonly revision: number;
  readonly settings: Settings;
  readonly files: ReadonlyMap<FilePath, FileFacts>;
  readonly checkout: Checkout;
}

/** Facts of files that came or changed, `undefined` for those that are gone. */
export type FileChanges = Changes<FilePath, FileFacts>;

/** What git says of the workspace, where it can be asked. */
export interface Checkout {
  /** URLs of the remotes, as they are configured. */
  readonly remotes: readonly string[];
  /** The branch that is checked out; `undefined` for a detached head or without git. */
  readonly branch: string | undefined;
}

/** Of a workspace without git. */
export const noCheckout: Checkout = { remotes: [], branch: undefined };

/**
 * The result of a pure function of a snapshot. What the function reads of it is recorded, so that it is computed again
 * only after something of that has changed; `same` tells results that count as unchanged.
 */
export function derive<T>(
  snapshot: Snapshot,
  compute: (snapshot: Snapshot) => T,
  same?: Same<T>,
): T {
  return engineOf(snapshot).derive(compute, same);
}

/**
 * The same for a function that is asked about many things: what it says of one is kept apart from the others. Things that
 * are the same without being one object need an `id`, such as a string, by which they are known.
 */
export function deriveFor<K, T>(
  snapshot: Snapshot,
  compute: (snapshot: Snapshot, key: K) => T,
  key: K,
  same?: Same<T>,
  id?: unknown,
): T {
  return engineOf(snapshot).deriveFor(compute, key, same, id);
}

/**
 * The same as `derive` for what nearly everything reads and hardly anything changes. It is found anew when its level has
 * its turn, and only if it is different then, those who read it are told; `derive` would have all of them look.
 */
export function settled<T>(
  snapshot: Snapshot,
  compute: (snapshot: Snapshot) => T,
  level: number,
  same?: Same<T>,
): T {
  return engineOf(snapshot).settled(compute, level, same);
}

/** All manifests of the workspace, in the order of their files' paths. */
export function manifestsOf(snapshot: Snapshot): readonly Manifest[] {
  return derive(snapshot, collectManifests);
}

/** Files and sub-directories by directory, so that builds can walk the workspace. */
export function directoriesOf(snapshot: Snapshot): ReadonlyMap<DirectoryPath, Directory> {
  return engineOf(snapshot).directories;
}

export interface Directory {
  readonly files: readonly FilePath[];
  readonly directories: readonly DirectoryPath[];
}

/** The kustomize configuration of a directory, by the first of the names kustomize looks for. */
export function kustomizationFileOf(
  snapshot: Snapshot,
  directory: DirectoryPath,
): FileFacts | undefined {
  for (const name of kustomizationFileNames) {
    const facts = snapshot.files.get(pathIn(directory, name));
    if (facts) return facts;
  }
  return undefined;
}

function collectManifests(snapshot: Snapshot): readonly Manifest[] {
  const manifests: Manifest[] = [];
  for (const file of derive(snapshot, sortedPaths)) {
    manifests.push(...(snapshot.files.get(file)?.manifests ?? []));
  }
  return manifests;
}

function sortedPaths(snapshot: Snapshot): readonly FilePath[] {
  return [...snapshot.files.keys()].sort();
}
