import { type Contributions, contributed } from '../fleet/contributions.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { deliverersOf, deliveringKinds } from '../fleet/instance-sync.ts';
import { sameFields } from '../incremental/same.ts';
import { levels } from '../workspace/levels.ts';
import { type DirectoryPath, directoryOf, isBelow } from '../workspace/path.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { tenancyOf } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** Whose files a path of the workspace is: those that a Flux Kustomization of the owner applies. */
export interface PathOwner {
  /** `undefined` for the platform. */
  readonly tenant: Tenant | undefined;
  /** The directory that is applied, and what applies it. */
  readonly directory: DirectoryPath;
  readonly by: FleetObject;
}

/**
 * The owner of a path, seen from a directory of somebody else: that of the innermost directory around it that Flux
 * applies. None where that holds the other directory, too, or where several share it.
 */
export function ownerOfPath(
  snapshot: Snapshot,
  path: string,
  seenFrom: DirectoryPath,
): PathOwner | undefined {
  for (let at = path; at !== ''; at = directoryOf(at)) {
    const found = deriveFor(snapshot, findOwner, at, isSameOwner);
    if (!found) continue;
    return found.isShared || isBelow(at, seenFrom) ? undefined : found.owner;
  }
  return undefined;
}

interface FoundOwner {
  readonly owner: PathOwner;
  /** True where others apply the directory as well. */
  readonly isShared: boolean;
}

function isSameOwner(a: FoundOwner | undefined, b: FoundOwner | undefined): boolean {
  return a?.isShared === b?.isShared && sameFields(a?.owner, b?.owner);
}

/** Whose a directory is, the first of several. */
function findOwner(snapshot: Snapshot, directory: DirectoryPath): FoundOwner | undefined {
  let owner: PathOwner | undefined;
  for (const { value } of contributed(snapshot, built, directory)) {
    const tenant = ownerOf(snapshot, value.by);
    if (tenant === 'nobody') continue;
    owner ??= { tenant, directory, by: value.by };
    if (tenant !== owner.tenant) return { owner, isShared: true };
  }
  return owner && { owner, isShared: false };
}

/** The tenant whose Kustomization it is; `undefined` for the platform's. */
function ownerOf(snapshot: Snapshot, kustomization: FleetObject): Tenant | undefined | 'nobody' {
  const tenancy = tenancyOf(snapshot);
  const tenant = tenancy.ownerOf(kustomization);
  return tenant || tenancy.isPlatform(known(kustomization.namespace) ?? '') ? tenant : 'nobody';
}

/** What applies directories, by these. */
const built: Contributions<DirectoryPath, { readonly by: FleetObject }> = {
  kinds: deliveringKinds,
  level: levels.claims,
  of: (snapshot, object) =>
    deliverersOf(object).flatMap((by) => {
      const directory = fleetOf(snapshot).buildOf(by)?.directory;
      return directory === undefined ? [] : [{ key: directory, value: { by } }];
    }),
};
