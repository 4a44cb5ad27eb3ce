import { type KustomizeConfig, readConfig } from '../kustomize/kustomize-config.ts';
import { remembered } from '../text/memo.ts';
import type { FilePath } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, directoryOf } from '../workspace/path.ts';
import { derive, kustomizationFileOf, type Snapshot } from '../workspace/snapshot.ts';
import type { YamlMap } from '../yaml/node.ts';
import { type FleetObject, fleetOf } from './fleet.ts';
import { append } from './group-by.ts';
import { kustomizationDirectories } from './undelivered-objects.ts';

/** The `kustomization.yaml` of a directory, as it is written. */
export interface KustomizationFile {
  readonly file: FilePath;
  readonly directory: DirectoryPath;
  readonly root: YamlMap;
  readonly config: KustomizeConfig;
}

/** All `kustomization.yaml` files that hold a map, sorted by directory. */
export function kustomizationFilesOf(snapshot: Snapshot): readonly KustomizationFile[] {
  return derive(snapshot, findKustomizationFiles);
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
  return derive(snapshot, indexBuilders).get(file) ?? [];
}

function findKustomizationFiles(snapshot: Snapshot): readonly KustomizationFile[] {
  return kustomizationDirectories(snapshot).flatMap(
    (directory) => kustomizationFileIn(snapshot, directory) ?? [],
  );
}

const readOnce = remembered(read);

function read(facts: FileFacts): KustomizationFile | undefined {
  const root = facts.documents()[0]?.root;
  if (root?.type !== 'map') return undefined;
  const directory = directoryOf(facts.file);
  return { file: facts.file, directory, root, config: readConfig(directory, root) };
}

function indexBuilders(snapshot: Snapshot): ReadonlyMap<FilePath, readonly FleetObject[]> {
  const builders = new Map<FilePath, FleetObject[]>();
  for (const [kustomization, { inputs }] of fleetOf(snapshot).builds) {
    for (const { file } of inputs) {
      append(builders, file, kustomization);
    }
  }
  return builders;
}
