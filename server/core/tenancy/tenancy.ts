import type { FleetObject } from '../fleet/fleet.ts';
import { keysBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { sameList } from '../incremental/same.ts';
import { isFluxGroup } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import { derive, deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { assumedTenant, isTenantsOwn } from './assumed-tenants.ts';
import { declaredClaims } from './declared-tenants.ts';
import { hasAccountOfTenant, isSyncedToTenant } from './inferred-tenants.ts';
import { lockdownOf } from './lockdown.ts';
import { platformOf } from './platform.ts';
import { heaviestOf, sameTenant, type Tenant, tenantFrom, weightOf } from './tenant.ts';
import { claimedNames, claimsIn, claimsOf, hasClaims, heaviestIn } from './tenant-claims.ts';

/**
 * Whose workspace this is: one with tenants, one that is taken for a tenant's own, one administrator's where everything
 * is the platform, or none that has to do with Flux.
 */
export type Situation = 'tenants' | 'assumed-tenant' | 'single-administrator' | 'no-flux';

/** Who owns what in the fleet. */
export interface Tenancy {
  readonly situation: Situation;
  /** Sorted by name. */
  readonly tenants: readonly Tenant[];
  /** The tenant a namespace belongs to. */
  tenantIn(namespace: string): Tenant | undefined;
  /** The tenant in whose namespace an object lies; where it has none, the tenant who delivers it. */
  ownerOf(object: FleetObject): Tenant | undefined;
  /**
   * The tenant whose Flux Kustomization applies an object. Where the whole workspace is taken for one tenant's own
   * repository, that tenant delivers all of it.
   */
  delivererOf(object: FleetObject): Tenant | undefined;
  /** True for namespaces of the platform, which no tenant owns. */
  isPlatform(namespace: string): boolean;
  /** True if the workspace shows a platform beside the tenants. */
  readonly showsPlatform: boolean;
  /**
   * True if tenants have accounts of their own here, are declared, or nothing shows that they have not. Where a
   * platform labels namespaces without giving anybody an account, the labels only say who answers for them.
   */
  readonly hasTenantAccounts: boolean;
}

/** The tenancy of a snapshot. */
export function tenancyOf(snapshot: Snapshot): Tenancy {
  return engineOf(snapshot).service(tenancyIn);
}

function tenancyIn({ view }: Engine): Tenancy {
  const tenantIn = (namespace: string) => deriveFor(view, findTenantIn, namespace);
  const delivererOf = ({ delivery }: FleetObject): Tenant | undefined => {
    const namespace = delivery.mode === 'flux' ? known(delivery.by.namespace) : undefined;
    return namespace === undefined ? assumedTenant(view) : tenantIn(namespace);
  };
  return {
    get situation() {
      return settled(view, findSituation, levels.rights);
    },
    get tenants() {
      return derive(view, listTenants, sameList);
    },
    get showsPlatform() {
      return platformOf(view).isShown;
    },
    get hasTenantAccounts() {
      return settled(view, haveAccounts, levels.rights);
    },
    tenantIn,
    delivererOf,
    ownerOf: (object) => {
      const namespace = known(object.namespace);
      return namespace === undefined ? delivererOf(object) : tenantIn(namespace);
    },
    isPlatform: (namespace) =>
      tenantIn(namespace) === undefined && platformOf(view).owns(namespace),
  };
}

function findSituation(snapshot: Snapshot): Situation {
  if (hasClaims(snapshot)) return 'tenants';
  if (assumedTenant(snapshot)) return 'assumed-tenant';
  const hasFlux = [...keysBy(snapshot, groups)].some(isFluxGroup);
  return hasFlux ? 'single-administrator' : 'no-flux';
}

const groups: ObjectKeys<string> = { keysOf: ({ group }) => [group] };

/** Where a platform labels namespaces without giving anybody an account, nobody has one. */
function haveAccounts(snapshot: Snapshot): boolean {
  return (
    declaredClaims(snapshot).length > 0 ||
    isTenantsOwn(snapshot) ||
    hasAccountOfTenant(snapshot) ||
    (!platformOf(snapshot).isShown && isSyncedToTenant(snapshot))
  );
}

function listTenants(snapshot: Snapshot): readonly Tenant[] {
  const assumed = assumedTenant(snapshot);
  if (assumed) return [assumed];
  return claimedNames(snapshot).flatMap((name) => tenantCalled(snapshot, name) ?? []);
}

/** The tenant of a name that something speaks for. */
function tenantCalled(snapshot: Snapshot, name: string): Tenant | undefined {
  return deriveFor(snapshot, findTenant, name, sameTenant);
}

function findTenant(snapshot: Snapshot, name: string): Tenant | undefined {
  const claims = claimsOf(snapshot, name);
  if (claims.length === 0) return undefined;
  return tenantFrom(name, claims, (namespace) => heaviestIn(snapshot, namespace));
}

/** Of several who have the same claim to a namespace, the last by name. */
function findTenantIn(snapshot: Snapshot, namespace: string): Tenant | undefined {
  const claims = claimsIn(snapshot, namespace);
  if (claims.length === 0) {
    const assumed = assumedTenant(snapshot);
    return assumed?.namespaces.includes(namespace) ? assumed : undefined;
  }
  const heaviest = heaviestOf(claims);
  const names = claims.flatMap((claim) => (weightOf(claim) === heaviest ? [claim.tenant] : []));
  return tenantCalled(
    snapshot,
    names.reduce((a, b) => (a < b ? b : a)),
  );
}

/**
 * True where rules about tenants have something to say: there are tenants, or a cluster is locked down for them. Of a
 * repository with neither, only facts of the API are reported.
 */
export function concernsTenants(snapshot: Snapshot): boolean {
  return settled(snapshot, findConcern, levels.rights);
}

function findConcern(snapshot: Snapshot): boolean {
  if (hasClaims(snapshot) || assumedTenant(snapshot)) return true;
  const { noCrossNamespaceRefs, defaultServiceAccount } = lockdownOf(snapshot);
  return noCrossNamespaceRefs.state === 'on' || defaultServiceAccount.state === 'on';
}
