import { sameFields } from '../incremental/same.ts';
import {
  FluxInstance,
  GitRepository,
  type GroupKind,
  OCIRepository,
  sameKind,
  sourceKinds,
} from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import type { Checkout } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt, valueAt } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';

/** What the workspace says of the repository it is a checkout of. */
export interface RepositoryIdentity {
  /** Normalised URLs and branches of the sources that bootstrap and FluxInstances sync from, and of the checkout. */
  readonly synced: readonly Synced[];
  readonly sources: SourceIndex;
}

/** Finds sources. */
export interface SourceIndex {
  ofKind(kinds: readonly GroupKind[]): readonly FleetObject[];
  /** Sources that are called so, and those whose name or namespace is not known and may be that. */
  named(kind: GroupKind, namespace: string, name: string): readonly FleetObject[];
}

export interface Synced {
  readonly url: string;
  readonly branch: string | undefined;
  /** What says that it is this repository. */
  readonly by: 'bootstrap' | 'instance' | 'checkout';
}

/** The name that bootstrap gives to the source a cluster syncs itself from. */
export const bootstrapName = 'flux-system';

/** The addresses from which Flux reads this very repository, by the objects that say so. */
export function syncedBy(objects: readonly FleetObject[], checkout: Checkout): readonly Synced[] {
  const sources = objects.filter(
    (object) => sameKind(object, GitRepository) || sameKind(object, OCIRepository),
  );
  const bootstraps = sources
    .filter(({ name }) => known(name) === bootstrapName)
    .map((source) => ({ ...addressOf(source), by: 'bootstrap' as const }));
  const instances = objects
    .filter((object) => sameKind(object, FluxInstance))
    .map(({ root }) => ({
      url: normalUrl(textAt(root, 'spec', 'sync', 'url')),
      branch: undefined,
      by: 'instance' as const,
    }));
  const remotes = checkout.remotes.map((url) => ({
    url: normalUrl(url),
    branch: checkout.branch,
    by: 'checkout' as const,
  }));
  return [...bootstraps, ...instances, ...remotes].filter(({ url }) => url !== '');
}

/** True for the same addresses. */
export function sameAddresses(a: readonly Synced[], b: readonly Synced[]): boolean {
  return a.length === b.length && a.every((each, index) => sameFields(each, b[index]));
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
  if (isGuessedByPath(kustomization, repository)) return directory !== '';
  const { url, branch } = addressRead(kustomization, name, repository);
  return repository.synced.some(
    (synced) =>
      synced.url === url &&
      (synced.branch === undefined || branch === undefined || synced.branch === branch),
  );
}

/** True where only the path of a Flux Kustomization shows whether its source is this workspace. */
export function isGuessedByPath(
  kustomization: FleetObject,
  repository: RepositoryIdentity,
): boolean {
  const name = known(readString(kustomization, 'spec', 'sourceRef', 'name'));
  if (name === undefined || name === bootstrapName) return false;
  return repository.synced.length === 0 || addressRead(kustomization, name, repository).url === '';
}

function addressRead(kustomization: FleetObject, name: string, { sources }: RepositoryIdentity) {
  const source = sourceOf(kustomization, name, sources);
  return source ? addressOf(source) : { url: '', branch: undefined };
}

function sourceOf(
  kustomization: FleetObject,
  name: string,
  sources: SourceIndex,
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

function addressOf({ root }: FleetObject) {
  return {
    url: normalUrl(textAt(root, 'spec', 'url')),
    branch: textAt(root, 'spec', 'ref', 'branch'),
  };
}

/**
 * Whether a source is a repository: `proven` by git, or `likely` by the bootstrap source, where somebody may have opened
 * a part of it only.
 */
export type Likeness = 'proven' | 'likely' | 'no';

/**
 * Whether a source is this workspace as it is, so that what the workspace lacks, the source lacks. Unlike for
 * `deliversThisWorkspace`, forks, pinned revisions, other branches and what takes in more than the repository are not.
 */
export function isThisWorkspace(source: FleetObject, synced: readonly Synced[]): Likeness {
  const { url, branch } = addressOf(source);
  const spec = valueAt(source.root, 'spec');
  const takesMore = ['include', 'recurseSubmodules'].some((key) => valueAt(spec, key));
  const isPinned = ['tag', 'semver', 'commit', 'name'].some((key) => valueAt(spec, 'ref', key));
  if (takesMore || isPinned || url === '' || source.incomplete !== undefined) return 'no';
  const { checkouts, byUrl } = repositoriesOf(synced);
  const same = byUrl.get(url);
  if (!same || (checkouts.length > 0 && !same.isProven)) return 'no';
  // A change is made on a branch of its own; where all clusters follow one branch, it is meant for that.
  const isFollowed = same.followed.size === 1 && same.followed.has(branch);
  const isCheckedOut = branch !== undefined && checkouts.some((each) => each.branch === branch);
  if (!isFollowed && !isCheckedOut) return 'no';
  return same.isProven ? 'proven' : 'likely';
}

/** What is known of one address: whether git knows it, too, and which branches bootstrap follows. */
interface SyncedRepository {
  isProven: boolean;
  readonly followed: Set<string | undefined>;
}

/** There may be as many addresses as sources. */
const repositoriesOf = remembered((synced: readonly Synced[]) => {
  const byUrl = new Map<string, SyncedRepository>();
  for (const { url, branch, by } of synced) {
    const repository = byUrl.get(url) ?? { isProven: false, followed: new Set() };
    byUrl.set(url, repository);
    if (by === 'checkout') repository.isProven = true;
    if (by === 'bootstrap') repository.followed.add(branch);
  }
  return { checkouts: synced.filter(({ by }) => by === 'checkout'), byUrl };
});

/** Reduces the forms of one repository's URL (https, ssh, scp-like, with user, port or `.git`) to one. */
function normalUrl(url: string | undefined): string {
  const scpLike = /^[\w.-]+@([\w.-]+):(?!\d+\/)(.*)$/.exec(url ?? '');
  const plain = scpLike ? `${scpLike[1]}/${scpLike[2]}` : (url ?? '');
  const normal = plain
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):\d+\//, '$1/')
    .toLowerCase();
  return withoutSlashes(withoutSlashes(normal).replace(/\.git$/, ''));
}

function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}
