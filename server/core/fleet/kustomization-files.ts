import { sameList } from '../incremental/same.ts';
import { configIn } from '../kustomize/config-file.ts';
import type { KustomizeConfig } from '../kustomize/kustomize-config.ts';
import { remembered } from '../text/memo.ts';
import type { FilePath } from '../text/span.ts';
import { engineOf } from '../workspace/engine.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, isKustomizationFile } from '../workspace/path.ts';
import {
  derive,
  deriveFor,
  directoriesOf,
  kustomizationFileOf,
  type Snapshot,
} from '../workspace/snapshot.ts';
import type { YamlMap } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';
import { modelOf } from './fleet-store.ts';
import { keyOfDirectory, keyOfFile } from './flux-deliveries.ts';
import { inOrder } from './object-store.ts';

/** The `kustomization.yaml` of a directory, as it is written. */
export interface KustomizationFile {
  readonly file: FilePath;
  readonly directory: DirectoryPath;
  readonly root: YamlMap;
  readonly config: KustomizeConfig;
}

/** The `kustomization.yaml` of one directory. */
export function kustomizationFileIn(
  snapshot: Snapshot,
  directory: DirectoryPath,
): KustomizationFile | undefined {
  const facts = kustomizationFileOf(snapshot, directory);
  return facts && readOnce(facts);
}

/** The Flux Kustomizations whose builds take a file in, those that fail among them. */
export function buildersOf(snapshot: Snapshot, file: FilePath): readonly FleetObject[] {
  return deriveFor(snapshot, findBuilders, file, sameList);
}

function findBuilders(snapshot: Snapshot, file: FilePath): readonly FleetObject[] {
  const { deliveries, found } = modelOf(engineOf(snapshot));
  const around = new Set(found.takers.get(file));
  for (const directory of around) {
    for (const includer of found.includers.get(directory)) around.add(includer);
  }
  const keys = [keyOfFile(file), ...[...around].map(keyOfDirectory)];
  return [...new Set(keys.flatMap((key) => deliveries.builders.get(key)))].sort(inOrder);
}

const readOnce = remembered(read);

function read(facts: FileFacts): KustomizationFile | undefined {
  const root = facts.documents()[0]?.root;
  const config = configIn(facts);
  if (root?.type !== 'map' || !config) return undefined;
  return { file: facts.file, directory: config.directory, root, config };
}

/** The directories with a kustomization, sorted. */
export function kustomizationDirectories(snapshot: Snapshot): readonly DirectoryPath[] {
  return derive(snapshot, findDirectories, sameList);
}

function findDirectories(snapshot: Snapshot): readonly DirectoryPath[] {
  return [...directoriesOf(snapshot)]
    .filter(([, { files }]) => files.some(isKustomizationFile))
    .map(([directory]) => directory)
    .sort();
}
