import type { FleetObject } from '../fleet/fleet.ts';
import { keysBy, objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { isFluxGroup } from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import { type Snapshot, settled } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { isAdministratorsWork } from './administrators-work.ts';
import { fluxObjects, platformOf } from './platform.ts';
import { heaviestOf, sameTenant, type Tenant, type TenantClaim, tenantFrom } from './tenant.ts';
import { hasClaims } from './tenant-claims.ts';

/** True where the workspace shows neither tenants nor a platform nor an administrator's work. */
export function isTenantsOwn(snapshot: Snapshot): boolean {
  return settled(snapshot, findIsTenantsOwn, levels.identities);
}

/**
 * Such a workspace is taken for a tenant's own repository: the namespace its Flux objects live in is the tenant. If none
 * of them names its namespace there is still one tenant, without a name. If they live in several, it is more likely an
 * administrator's repository whose bootstrap lies elsewhere, and nothing is assumed.
 */
export function assumedTenant(snapshot: Snapshot): Tenant | undefined {
  return settled(snapshot, findAssumed, levels.identities, sameTenant);
}

/** Stands for the tenant whose repository this is, where no manifest names its namespace. */
export const unnamedTenant = 'this repository';

function findIsTenantsOwn(snapshot: Snapshot): boolean {
  return !hasClaims(snapshot) && !platformOf(snapshot).isShown && !isAdministratorsWork(snapshot);
}

function findAssumed(snapshot: Snapshot): Tenant | undefined {
  if (!isTenantsOwn(snapshot)) return undefined;
  const [first] = objectsBy(snapshot, allFluxObjects, '');
  const { owns } = platformOf(snapshot);
  const namespaces = [...keysBy(snapshot, fluxObjects)].filter((namespace) => !owns(namespace));
  const [namespace, ...others] = namespaces;
  if (!first || others.length > 0) return undefined;
  if (namespace !== undefined) {
    const claims = objectsBy(snapshot, fluxObjects, namespace).map((object) =>
      claimBy(object, namespace),
    );
    return tenantFrom(namespace, claims, () => heaviestOf(claims));
  }
  const reason = 'the repository has Flux objects and no platform';
  const evidence = [{ span: first.name.span, namespace: undefined, reason }];
  return { name: unnamedTenant, confidence: 'assumed', namespaces: [], evidence };
}

function claimBy({ kind, name, namespace: { span } }: FleetObject, namespace: string): TenantClaim {
  const reason = `${kind} \`${known(name) ?? '?'}\` in a repository without a platform`;
  return { tenant: namespace, namespace, confidence: 'assumed', span, reason };
}

const allFluxObjects: ObjectKeys<''> = { keysOf: ({ group }) => (isFluxGroup(group) ? [''] : []) };
