import type { FleetObject } from '../fleet/fleet.ts';
import { keysBy, objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { Namespace, RoleBinding, ServiceAccount, sameKind } from '../manifest/kind.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { textOf } from '../yaml/node.ts';
import { platformOf } from './platform.ts';
import { isTaken } from './proven-tenants.ts';
import type { TenantClaim } from './tenant.ts';

/** What ResourceSets say of one tenant, for whom they set up a namespace that is nobody's for sure. */
export function templatedClaimsOf(snapshot: Snapshot, tenant: string): readonly TenantClaim[] {
  return claimsBy(snapshot, templatedFor, tenant);
}

/** What they say of a namespace. */
export function templatedClaimsIn(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  return claimsBy(snapshot, templatedIn, namespace);
}

/** All that they say, found one by one as it is asked for. */
export function* templatedClaims(snapshot: Snapshot): Generator<TenantClaim> {
  for (const namespace of keysBy(snapshot, templatedIn)) {
    yield* templatedClaimsIn(snapshot, namespace);
  }
}

/** The names of all tenants of whom they may say something. */
export function templatedNames(snapshot: Snapshot): ReadonlySet<string> {
  return keysBy(snapshot, templatedFor);
}

/** True for a namespace that a ResourceSet sets up for a tenant. */
export function isTemplated(snapshot: Snapshot, namespace: string): boolean {
  return objectsBy(snapshot, templatedIn, namespace).length > 0 && mayBeTenant(snapshot, namespace);
}

/** Neither the platform's nor surely somebody's. */
function mayBeTenant(snapshot: Snapshot, namespace: string): boolean {
  return !platformOf(snapshot).owns(namespace) && !isTaken(snapshot, namespace);
}

const templatedIn: ObjectKeys<string> = {
  kinds: [Namespace, ServiceAccount, RoleBinding],
  keysOf: (object) => templatedClaim(object).flatMap(({ namespace }) => namespace ?? []),
};

const templatedFor: ObjectKeys<string> = {
  kinds: [Namespace, ServiceAccount, RoleBinding],
  keysOf: (object) => templatedClaim(object).map(({ tenant }) => tenant),
};

function claimsBy(
  snapshot: Snapshot,
  definition: ObjectKeys<string>,
  key: string,
): readonly TenantClaim[] {
  return objectsBy(snapshot, definition, key)
    .flatMap(templatedClaim)
    .filter(({ namespace }) => namespace !== undefined && mayBeTenant(snapshot, namespace));
}

/** An input `tenant` of a ResourceSet after which it names a Namespace, or what gives rights in one. */
function templatedClaim(object: FleetObject): readonly TenantClaim[] {
  const input = object.template?.tenant;
  const tenant = textOf(input);
  const namespace = known(sameKind(object, Namespace) ? object.name : object.namespace);
  if (!input || !tenant || namespace === undefined) return [];
  // What Flux fills in later is no name.
  if (tenant.includes('${')) return [];
  const set = known(object.template?.set.name ?? object.name) ?? '?';
  const reason = `input \`tenant\` of ResourceSet \`${set}\``;
  return [{ tenant, namespace, confidence: 'inferred', span: input.span, reason }];
}
