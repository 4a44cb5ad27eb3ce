import { FluxInstance, GitRepository, OCIRepository, sameKind } from '../manifest/kind.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';

/** What the workspace says of the repository it is a checkout of. */
export interface RepositoryIdentity {
  /** Normalised URLs and branches of the sources that bootstrap and FluxInstances sync from. */
  readonly synced: readonly { readonly url: string; readonly branch: string | undefined }[];
  readonly sources: readonly FleetObject[];
}

/** The name that bootstrap gives to the source a cluster syncs itself from. */
const bootstrapName = 'flux-system';

/** Finds the sources through which Flux reads this very repository. */
export function identityOf(objects: readonly FleetObject[]): RepositoryIdentity {
  const sources = objects.filter(
    (object) => sameKind(object, GitRepository) || sameKind(object, OCIRepository),
  );
  const bootstraps = sources
    .filter(({ name }) => known(name) === bootstrapName)
    .map((source) => urlAndBranch(textAt(source.root, 'spec', 'url'), branchOf(source)));
  const instances = objects
    .filter((object) => sameKind(object, FluxInstance))
    .map(({ root }) => urlAndBranch(textAt(root, 'spec', 'sync', 'url'), undefined));
  return { sources, synced: [...bootstraps, ...instances].filter(({ url }) => url !== '') };
}

/**
 * True if the source of a Flux Kustomization is taken to be this workspace: it is the bootstrap source, or has its
 * URL and branch; or, where the workspace shows no bootstrap URL to compare with, the path is there.
 */
export function deliversThisWorkspace(
  kustomization: FleetObject,
  directory: DirectoryPath,
  repository: RepositoryIdentity,
): boolean {
  const name = known(readString(kustomization, 'spec', 'sourceRef', 'name'));
  if (name === undefined) return false;
  if (name === bootstrapName) return true;
  const kind = textAt(kustomization.root, 'spec', 'sourceRef', 'kind');
  const namespace =
    known(readString(kustomization, 'spec', 'sourceRef', 'namespace')) ??
    known(kustomization.namespace);
  const source = repository.sources.find(
    (candidate) =>
      candidate.kind === kind &&
      known(candidate.name) === name &&
      (namespace === undefined || known(candidate.namespace) === namespace),
  );
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
