import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { type DirectoryPath, directoryOf, isBelow } from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
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
  const owners = derive(snapshot, findOwners);
  for (let at = path; at !== ''; at = directoryOf(at)) {
    const found = owners.get(at);
    if (!found) continue;
    const [owner, ...others] = found;
    const isShared = others.some(({ tenant }) => tenant !== owner?.tenant);
    return isShared || isBelow(at, seenFrom) ? undefined : owner;
  }
  return undefined;
}

function findOwners(snapshot: Snapshot): ReadonlyMap<DirectoryPath, readonly PathOwner[]> {
  const tenancy = tenancyOf(snapshot);
  const owners = new Map<DirectoryPath, PathOwner[]>();
  for (const [by, { directory }] of fleetOf(snapshot).builds) {
    const tenant = tenancy.ownerOf(by);
    const isPlatforms = tenancy.isPlatform(known(by.namespace) ?? '');
    if (directory === '' || (!tenant && !isPlatforms)) continue;
    const same = owners.get(directory);
    const owner = { tenant, directory, by };
    if (same) same.push(owner);
    else owners.set(directory, [owner]);
  }
  return owners;
}
