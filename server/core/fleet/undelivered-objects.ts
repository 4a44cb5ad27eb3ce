import { type Build, build } from '../kustomize/build.ts';
import { FluxKustomization, HelmRelease, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import type { FilePath } from '../text/span.ts';
import {
  baseName,
  type DirectoryPath,
  directoryOf,
  isKustomizationFile,
} from '../workspace/path.ts';
import { directoriesOf, manifestsOf, type Snapshot } from '../workspace/snapshot.ts';
import { valueAt } from '../yaml/node.ts';
import type { Delivery, FleetObject } from './fleet.ts';

/** What the outermost kustomizations of the workspace build, and which files take part in any build. */
export interface KustomizeRoots {
  readonly objects: readonly FleetObject[];
  readonly inputs: ReadonlySet<FilePath>;
}

/** Evaluates every directory with a kustomization that no other kustomization takes in. */
export function kustomizeRoots(snapshot: Snapshot): KustomizeRoots {
  const builds = kustomizationDirectories(snapshot).map((directory) =>
    build(snapshot, { directory }),
  );
  const inputs = new Set(builds.flatMap((each) => each.inputs.map(({ file }) => file)));
  const included = includedDirectories(builds);
  const objects = builds.filter(({ directory }) => !included.has(directory)).flatMap(asBuilt);
  return { objects, inputs };
}

/** Kept with the build, so that the same build gives the same objects after a change elsewhere. */
const asBuilt = remembered((built: Build) =>
  fleetObjects(built, { mode: 'kustomize', directory: built.directory }),
);

/** Objects that no kustomization takes in, as they are written. */
export function declaredObjects(
  snapshot: Snapshot,
  inputs: ReadonlySet<FilePath>,
): readonly FleetObject[] {
  const charts = chartDirectories(snapshot);
  return manifestsOf(snapshot)
    .filter(
      ({ file }) => !inputs.has(file) && !isKustomizationFile(file) && !liesBelow(charts, file),
    )
    .filter((manifest) => !isPartial(manifest))
    .map(asDeclared);
}

/** Kept with the document, so that the same document is the same object after a change elsewhere. */
const asDeclared = remembered(
  (manifest: Manifest): FleetObject => ({
    ...manifest,
    origin: manifest,
    delivery: { mode: 'declared' },
  }),
);

/** The objects of a build that an API server would take as whole ones. */
export function fleetObjects(built: Build, delivery: Delivery): readonly FleetObject[] {
  return built.objects
    .filter((object) => !isPartial(object))
    .map((object) => ({ ...object, origin: object.origin ?? object, delivery }));
}

/**
 * True for documents that only make sense on top of another one: Flux objects without what they deliver. Patches
 * that nothing in the workspace refers to look like this.
 */
function isPartial(manifest: Manifest): boolean {
  if (manifest.incomplete !== undefined) return false;
  if (sameKind(manifest, FluxKustomization)) return !valueAt(manifest.root, 'spec', 'sourceRef');
  if (!sameKind(manifest, HelmRelease)) return false;
  return !valueAt(manifest.root, 'spec', 'chart') && !valueAt(manifest.root, 'spec', 'chartRef');
}

/** The directories with a kustomization, sorted. */
export function kustomizationDirectories(snapshot: Snapshot): readonly DirectoryPath[] {
  return [...directoriesOf(snapshot)]
    .filter(([, { files }]) => files.some(isKustomizationFile))
    .map(([directory]) => directory)
    .sort();
}

function includedDirectories(builds: readonly Build[]): ReadonlySet<DirectoryPath> {
  const included = new Set<DirectoryPath>();
  for (const { directory, inputs } of builds) {
    for (const { file, role } of inputs) {
      if (role === 'config' && directoryOf(file) !== directory) included.add(directoryOf(file));
    }
  }
  return included;
}

/** Directories of Helm charts: what lies below them is rendered by Helm, never applied as it is written. */
function chartDirectories(snapshot: Snapshot): ReadonlySet<DirectoryPath> {
  return new Set(
    [...snapshot.files.keys()].filter((file) => baseName(file) === 'Chart.yaml').map(directoryOf),
  );
}

/** Whether a file lies in one of the directories, or further down. */
function liesBelow(directories: ReadonlySet<DirectoryPath>, file: FilePath): boolean {
  if (directories.size === 0) return false;
  let directory = directoryOf(file);
  while (directory !== '' && !directories.has(directory)) directory = directoryOf(directory);
  return directories.has(directory);
}
