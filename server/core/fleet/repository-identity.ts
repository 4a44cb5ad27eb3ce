import {
  FluxInstance,
  GitRepository,
  OCIRepository,
  sameKind,
  sourceKinds,
} from '../manifest/kind.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import type { Checkout } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';
import { ObjectIndex } from './object-index.ts';

/** What the workspace says of the repository it is a checkout of. */
export interface RepositoryIdentity {
  /** Normalised URLs and branches of the sources that bootstrap and FluxInstances sync from. */
  readonly synced: readonly { readonly url: string; readonly branch: string | undefined }[];
  readonly sources: ObjectIndex;
}

/** The name that bootstrap gives to the source a cluster syncs itself from. */
export const bootstrapName = 'flux-system';

/** Finds the sources through which Flux reads this very repository. */
export function identityOf(
  objects: readonly FleetObject[],
  checkout: Checkout,
): RepositoryIdentity {
  const sources = objects.filter(
    (object) => sameKind(object, GitRepository) || sameKind(object, OCIRepository),
  );
  const bootstraps = sources
    .filter(({ name }) => known(name) === bootstrapName)
    .map((source) => urlAndBranch(textAt(source.root, 'spec', 'url'), branchOf(source)));
  const instances = objects
    .filter((object) => sameKind(object, FluxInstance))
    .map(({ root }) => urlAndBranch(textAt(root, 'spec', 'sync', 'url'), undefined));
  const remotes = checkout.remotes.map((url) => urlAndBranch(url, checkout.branch));
  const synced = [...bootstraps, ...instances, ...remotes].filter(({ url }) => url !== '');
  return { sources: new ObjectIndex(sources), synced };
}

/**
 * True if the source of a Flux Kustomization is taken to be this workspace: it is the bootstrap source, or has the URL
 * and branch of that or of the checkout; or, where there is no URL to compare with, the path is there.
 */
export function deliversThisWorkspace(
  kustomization: FleetObject,
  directory: DirectoryPath,
  repository: RepositoryIdentity,
): boolean {
  const name = known(readString(kustomization, 'spec', 'sourceRef', 'name'));
  if (name === undefined) return false;
  if (name === bootstrapName) return true;
  const source = sourceOf(kustomization, name, repository.sources);
  const { url, branch } = urlAndBranch(
    source && textAt(source.root, 'spec', 'url'),
    source && branchOf(source),
  );
  if (url === '' || repository.synced.length === 0) return directory !== '';
  return repository.synced.some(
    (synced) =>
      synced.url === url &&
      (synced.branch === undefined || branch === undefined || synced.branch === branch),
  );
}

function sourceOf(
  kustomization: FleetObject,
  name: string,
  sources: ObjectIndex,
): FleetObject | undefined {
  const kind = textAt(kustomization.root, 'spec', 'sourceRef', 'kind');
  const groupKind = sourceKinds.find((each) => each.kind === kind);
  const namespace =
    known(readString(kustomization, 'spec', 'sourceRef', 'namespace')) ??
    known(kustomization.namespace);
  if (!groupKind) return undefined;
  const found =
    namespace === undefined
      ? sources.ofKind([groupKind]).filter((source) => known(source.name) === name)
      : sources.named(groupKind, namespace, name);
  return found[0];
}

function branchOf(source: FleetObject): string | undefined {
  return textAt(source.root, 'spec', 'ref', 'branch');
}

/** Reduces the forms of one repository's URL (https, ssh, scp-like, with user, port or `.git`) to one. */
function urlAndBranch(url: string | undefined, branch: string | undefined) {
  const scpLike = /^[\w.-]+@([\w.-]+):(?!\d+\/)(.*)$/.exec(url ?? '');
  const plain = scpLike ? `${scpLike[1]}/${scpLike[2]}` : (url ?? '');
  const normal = plain
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):\d+\//, '$1/')
    .replace(/\.git$|\/+$/g, '')
    .toLowerCase();
  return { url: normal, branch };
}
