import { sameList } from '../incremental/same.ts';
import { levels } from '../workspace/levels.ts';
import { derive, deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { declaredClaims, declaredClaimsIn, declaredClaimsOf } from './declared-tenants.ts';
import {
  inferredClaims,
  inferredClaimsIn,
  inferredClaimsOf,
  inferredNames,
} from './inferred-tenants.ts';
import { provenClaims, provenClaimsIn, provenClaimsOf, provenNames } from './proven-tenants.ts';
import { heaviestOf, type TenantClaim } from './tenant.ts';

/** All that speaks for one tenant. */
export function claimsOf(snapshot: Snapshot, tenant: string): readonly TenantClaim[] {
  return [
    ...declaredClaimsOf(snapshot, tenant),
    ...provenClaimsOf(snapshot, tenant),
    ...inferredClaimsOf(snapshot, tenant),
  ];
}

/** All that says whose a namespace is. */
export function claimsIn(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  return [
    ...declaredClaimsIn(snapshot, namespace),
    ...provenClaimsIn(snapshot, namespace),
    ...inferredClaimsIn(snapshot, namespace),
  ];
}

/** The weight of the claim to a namespace that counts most. */
export function heaviestIn(snapshot: Snapshot, namespace: string): number {
  return deriveFor(snapshot, findHeaviest, namespace);
}

/** True if anything speaks for a tenant. */
export function hasClaims(snapshot: Snapshot): boolean {
  return settled(snapshot, findAny, levels.identities);
}

/** All names by which somebody may be a tenant, sorted: those of `claimsOf`, and some for whom nothing counts. */
export function claimedNames(snapshot: Snapshot): readonly string[] {
  return derive(snapshot, findNames, sameList);
}

function findHeaviest(snapshot: Snapshot, namespace: string): number {
  return heaviestOf(claimsIn(snapshot, namespace));
}

function findAny(snapshot: Snapshot): boolean {
  return !allClaims(snapshot).next().done;
}

function findNames(snapshot: Snapshot): readonly string[] {
  const names = [
    ...declaredClaims(snapshot).map(({ tenant }) => tenant),
    ...provenNames(snapshot),
    ...inferredNames(snapshot),
  ];
  return [...new Set(names)].sort();
}

function* allClaims(snapshot: Snapshot): Generator<TenantClaim> {
  yield* declaredClaims(snapshot);
  yield* provenClaims(snapshot);
  yield* inferredClaims(snapshot);
}
