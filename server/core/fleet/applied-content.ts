import { buildFluxKustomization } from '../flux/build-flux-kustomization.ts';
import { type Chunks, flat } from '../incremental/chunks.ts';
import type { Build } from '../kustomize/build.ts';
import { ConfigMap } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import { type DirectoryPath, isBelow, resolveInSource } from '../workspace/path.ts';
import {
  deriveFor,
  directoriesOf,
  kustomizationFileOf,
  type Snapshot,
} from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { Content, FleetObject } from './fleet.ts';
import { foundNamed, repositoryOf } from './found-store.ts';
import {
  deliversThisWorkspace,
  isGuessedByPath,
  type RepositoryIdentity,
} from './repository-identity.ts';
import { ObjectsOfBuild } from './undelivered-objects.ts';

/** What a Flux Kustomization whose source is this workspace comes to. */
export interface Applied {
  /** What kustomize makes of its path, failed builds among them. */
  readonly build: Build;
  /** True if it includes other kustomizations than that of its directory does. */
  readonly addsParts: boolean;
  /** `undefined` where kustomize would refuse to build. */
  readonly content: (Content & { readonly chunks: Chunks<FleetObject> }) | undefined;
}

/** What a Flux Kustomization applies; `undefined` where its source is another repository. */
export function appliedBy(snapshot: Snapshot, kustomization: FleetObject): Applied | undefined {
  return deriveFor(snapshot, apply, kustomization);
}

function apply(snapshot: Snapshot, kustomization: FleetObject): Applied | undefined {
  const directory = directoryOfPath(snapshot, kustomization);
  if (directory === undefined) return undefined;
  const repository = repositoryOf(snapshot);
  if (!deliversThisWorkspace(kustomization, directory, repository)) return undefined;
  const build = rebuilt(snapshot, snapshot, kustomization, directory);
  if (isCoincidence(build, kustomization, repository)) return undefined;
  const addsParts =
    valueAt(kustomization.root, 'spec', 'components') !== undefined ||
    kustomizationFileOf(snapshot, directory) === undefined;
  const content = build.failure ? undefined : contentFrom(build, kustomization);
  return { build, addsParts, content };
}

/** What a Flux Kustomization makes of a directory of another workspace, with the variables of its own. */
export function rebuilt(
  workspace: Snapshot,
  own: Snapshot,
  kustomization: FleetObject,
  directory: DirectoryPath,
): Build {
  return buildFluxKustomization(workspace, kustomization, directory, (name) =>
    configMapData(own, kustomization, name),
  );
}

function contentFrom(build: Build, by: FleetObject): Applied['content'] {
  const chunks = objectsAppliedBy(by).of(build.chunks);
  return {
    directory: build.directory,
    chunks,
    get objects() {
      return flat(chunks);
    },
    get built() {
      return build.objects;
    },
    complete: !build.trace.hasGaps,
  };
}

/** Kept with the Kustomization, so that what stays the same in its content is the same objects. */
const objectsAppliedBy = remembered((by: FleetObject): ObjectsOfBuild => {
  const remote = goesElsewhere(by);
  // The directory is a function of the Kustomization: it is that of its path.
  const directory = pathOf(by) ?? '';
  return new ObjectsOfBuild({ mode: 'flux', by, directory, remote });
});

function goesElsewhere({ root, delivery }: FleetObject): boolean {
  const isUpstream = delivery.mode === 'flux' && delivery.remote;
  return isUpstream || valueAt(root, 'spec', 'kubeConfig') !== undefined;
}

/** The directory of `spec.path`, which is relative to the root of the source whatever it begins with. */
function directoryOfPath(
  snapshot: Snapshot,
  kustomization: FleetObject,
): DirectoryPath | undefined {
  const directory = pathOf(kustomization);
  return directory !== undefined && directoriesOf(snapshot).has(directory) ? directory : undefined;
}

function pathOf(kustomization: FleetObject): DirectoryPath | undefined {
  const path = readString(kustomization, 'spec', 'path');
  if (path.state === 'unknown') return undefined;
  return resolveInSource(known(path) ?? '');
}

/** Variables are read from the namespace of the Kustomization (fluxcd/pkg, kustomize/kustomize_varsub.go). */
function configMapData(
  snapshot: Snapshot,
  kustomization: FleetObject,
  name: string,
): YamlNode | undefined {
  const namespace = known(kustomization.namespace);
  if (namespace === undefined) return undefined;
  const [only, ...others] = foundNamed(snapshot, ConfigMap, namespace, name);
  const isIt = others.length === 0 && known(only?.name ?? kustomization.name) === name;
  return isIt ? valueAt(only?.root, 'data') : undefined;
}

/**
 * True for a path such as `./production` that another repository happens to share with this one. Where no URL says which
 * repository is meant, a Kustomization that would apply itself is none of it: that is for what bootstraps a cluster,
 * which lies in the directory that it applies.
 */
function isCoincidence(
  build: Build,
  kustomization: FleetObject,
  repository: RepositoryIdentity,
): boolean {
  const own = kustomization.origin.file;
  const mayBootstrap = build.directory.includes('/') && isBelow(build.directory, own);
  return (
    !mayBootstrap &&
    isGuessedByPath(kustomization, repository) &&
    build.inputs.some(({ file }) => file === own)
  );
}
