import { configurationFileName, readConfigurationFile } from '../config/configuration-file.ts';
import { ignoredBy } from '../config/ignored-files.ts';
import { GitRepository } from '../manifest/kind.ts';
import { nearest } from '../text/nearest.ts';
import { levels } from '../workspace/levels.ts';
import {
  baseName,
  type DirectoryPath,
  kustomizationFileNames,
  resolveInSource,
} from '../workspace/path.ts';
import { derive, deriveFor, directoriesOf, type Snapshot, settled } from '../workspace/snapshot.ts';
import { known, type Present, readString } from '../yaml/field.ts';
import { type Contributions, contributed } from './contributions.ts';
import { type FleetObject, fleetOf } from './fleet.ts';
import { objectsBy } from './fleet-store.ts';
import { deliverersOf, deliveringKinds } from './instance-sync.ts';
import { speakingOfRepository } from './object-keys.ts';
import { namedExactly } from './other-kinds.ts';
import {
  bootstrapName,
  isThisWorkspace,
  type Likeness,
  type Synced,
  sameAddresses,
  syncedBy,
} from './repository-identity.ts';

/** The path of a Flux Kustomization that its source does not have. */
export interface MissingPath {
  readonly path: Present<string>;
  readonly directory: DirectoryPath;
}

/**
 * The path of a Kustomization, if its source is this workspace and has no such directory. What is kept out of the
 * workspace by configuration, and what is filled in later, may be there.
 */
export function missingPathOf(
  snapshot: Snapshot,
  kustomization: FleetObject,
): MissingPath | undefined {
  const path = readString(kustomization, 'spec', 'path');
  if (path.state !== 'present') return undefined;
  const directory = resolveInSource(path.value);
  if (directory === undefined || directory === '' || isThere(snapshot, directory)) return undefined;
  return readsThisWorkspace(snapshot, kustomization) ? { path, directory } : undefined;
}

/** The directory that a missing one most likely means, by a mistyped part or a part that was left out in front. */
export function similarDirectory(
  snapshot: Snapshot,
  missing: DirectoryPath,
): DirectoryPath | undefined {
  const directories = directoriesOf(snapshot);
  let at: DirectoryPath | undefined = '';
  for (const part of missing.split('/')) {
    const children: ReadonlyMap<string, DirectoryPath> = new Map(
      directories.get(at)?.directories.map((each) => [baseName(each), each]),
    );
    at = children.get(part) ?? children.get(nearest(part, [...children.keys()]) ?? '');
    if (at === undefined) break;
  }
  if (at !== undefined) return at;
  const [only, ...others] = (derive(snapshot, byLastPart).get(baseName(missing)) ?? []).filter(
    (directory) => directory.endsWith(`/${missing}`),
  );
  return others.length === 0 ? only : undefined;
}

function isThere(snapshot: Snapshot, directory: DirectoryPath): boolean {
  if (directoriesOf(snapshot).has(directory) || snapshot.files.has(directory)) return true;
  const isIgnored = derive(snapshot, ignoredFiles);
  return kustomizationFileNames.some((name) => isIgnored(`${directory}/${name}`));
}

function ignoredFiles({ files }: Snapshot): (file: string) => boolean {
  return ignoredBy(readConfigurationFile(files.get(configurationFileName)).ignore);
}

/** True if the GitRepository that an object reads by `spec.sourceRef` is surely this workspace, and all of it is here. */
export function readsThisWorkspace(snapshot: Snapshot, reader: FleetObject): boolean {
  const kind = readString(reader, 'spec', 'sourceRef', 'kind');
  if (kind.state !== 'absent' && known(kind) !== GitRepository.kind) return false;
  const answer = whatItReads(snapshot, reader);
  return (
    answer === 'proven' ||
    (answer === 'likely' && settled(snapshot, holdsWholeRepository, levels.rights))
  );
}

function whatItReads(snapshot: Snapshot, reader: FleetObject): Likeness {
  const name = known(readString(reader, 'spec', 'sourceRef', 'name'));
  const written = readString(reader, 'spec', 'sourceRef', 'namespace');
  const namespace = known(written.state === 'absent' ? reader.namespace : written);
  if (name === undefined || namespace === undefined) return 'no';
  return deriveFor(snapshot, likenessOf, { namespace, name }, undefined, `${namespace}/${name}`);
}

/** Many clusters have a source of one name, and each of their Kustomizations asks: all of them get one answer. */
function likenessOf(
  snapshot: Snapshot,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Likeness {
  const sources = namedExactly(fleetOf(snapshot), GitRepository, namespace, name);
  if (sources.length === 0) return name === bootstrapName ? 'likely' : 'no';
  const synced = derive(snapshot, findAddresses, sameAddresses);
  const answers = new Set(sources.map((source) => isThisWorkspace(source, synced)));
  const [answer = 'no'] = answers;
  return answers.size === 1 ? answer : 'no';
}

/** What the workspace is known to be a checkout of: bootstrap's own sources and FluxInstances decide that. */
function findAddresses(snapshot: Snapshot): readonly Synced[] {
  return syncedBy(objectsBy(snapshot, speakingOfRepository, ''), snapshot.checkout);
}

/** True if some path of this repository is there: the workspace is all of it then, not a part. */
function holdsWholeRepository(snapshot: Snapshot): boolean {
  return contributed(snapshot, ownPaths, '').length > 0;
}

const ownPaths: Contributions<'', undefined> = {
  kinds: deliveringKinds,
  level: levels.claims,
  of: (snapshot, object) => {
    const isThere = deliverersOf(object).some((by) => {
      const directory = fleetOf(snapshot).buildOf(by)?.directory ?? '';
      return directory !== '' && whatItReads(snapshot, by) !== 'no';
    });
    return isThere ? [{ key: '', value: undefined }] : [];
  },
};

function byLastPart(snapshot: Snapshot): ReadonlyMap<string, readonly DirectoryPath[]> {
  const directories = new Map<string, DirectoryPath[]>();
  for (const directory of directoriesOf(snapshot).keys()) {
    const name = baseName(directory);
    const same = directories.get(name);
    if (same) same.push(directory);
    else directories.set(name, [directory]);
  }
  return directories;
}
