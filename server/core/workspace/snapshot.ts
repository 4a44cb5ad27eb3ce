import type { Settings } from '../config/settings.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { FilePath } from '../text/span.ts';
import type { FileFacts } from './file-facts.ts';
import { type DirectoryPath, directoryOf, kustomizationFileNames, pathIn } from './path.ts';

/** The workspace at one moment. Frozen: everything derived from it can be kept for as long as it is. */
export interface Snapshot {
  /** Grows with every change; the same number means the same snapshot. */
  readonly revision: number;
  readonly settings: Settings;
  readonly files: ReadonlyMap<FilePath, FileFacts>;
  readonly checkout: Checkout;
  /** Stands for the set of paths: the same object for as long as no file comes or goes. */
  readonly layout: object;
}

/** What git says of the workspace, where it can be asked. */
export interface Checkout {
  /** URLs of the remotes, as they are configured. */
  readonly remotes: readonly string[];
  /** The branch that is checked out; `undefined` for a detached head or without git. */
  readonly branch: string | undefined;
}

/** Of a workspace without git. */
export const noCheckout: Checkout = { remotes: [], branch: undefined };

const derivedByOwner = new WeakMap<object, Map<unknown, unknown>>();

/** The result of a pure function of a snapshot, computed once per snapshot. */
export function derive<T>(snapshot: Snapshot, compute: (snapshot: Snapshot) => T): T {
  return deriveFrom(snapshot, snapshot, compute);
}

/**
 * The result of a function that reads nothing of a snapshot but its paths, computed once per set of paths. What is
 * kept here outlives the snapshot, so whoever keeps something that was read from files has to check that they are the same.
 */
export function deriveFromLayout<T>(snapshot: Snapshot, compute: (snapshot: Snapshot) => T): T {
  return deriveFrom(snapshot.layout, snapshot, compute);
}

function deriveFrom<T>(owner: object, snapshot: Snapshot, compute: (snapshot: Snapshot) => T): T {
  let derived = derivedByOwner.get(owner);
  if (!derived) {
    derived = new Map();
    derivedByOwner.set(owner, derived);
  }
  if (!derived.has(compute)) derived.set(compute, compute(snapshot));
  return derived.get(compute) as T;
}

/** All manifests of the workspace, in the order of their files' paths. */
export function manifestsOf(snapshot: Snapshot): readonly Manifest[] {
  return derive(snapshot, collectManifests);
}

/** Files and sub-directories by directory, so that builds can walk the workspace. */
export function directoriesOf(snapshot: Snapshot): ReadonlyMap<DirectoryPath, Directory> {
  return deriveFromLayout(snapshot, collectDirectories);
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
  for (const file of deriveFromLayout(snapshot, sortedPaths)) {
    manifests.push(...(snapshot.files.get(file)?.manifests ?? []));
  }
  return manifests;
}

function sortedPaths(snapshot: Snapshot): readonly FilePath[] {
  return [...snapshot.files.keys()].sort();
}

function collectDirectories(snapshot: Snapshot): ReadonlyMap<DirectoryPath, Directory> {
  const directories = new Map<DirectoryPath, { files: FilePath[]; directories: DirectoryPath[] }>();
  const enter = (path: DirectoryPath) => {
    const known = directories.get(path);
    if (known) return known;
    const made = { files: [], directories: [] };
    directories.set(path, made);
    if (path !== '') enter(directoryOf(path)).directories.push(path);
    return made;
  };
  for (const file of [...snapshot.files.keys()].sort()) enter(directoryOf(file)).files.push(file);
  return directories;
}
