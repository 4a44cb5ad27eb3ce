import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { FluxKustomization, HelmRelease, ServiceAccount, sameKind } from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { assumedTenants } from './assumed-tenants.ts';
import { inferredTenants } from './inferred-tenants.ts';
import { platformOf } from './platform.ts';
import { provenTenants } from './proven-tenants.ts';
import { mergeClaims, type Tenant, type TenantClaim } from './tenant.ts';

/** Who owns what in the fleet. */
export interface Tenancy {
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
   * True if tenants have accounts of their own here, or nothing shows that they have not. Where a platform labels
   * namespaces without giving anybody an account, the labels only say who answers for them.
   */
  readonly hasTenantAccounts: boolean;
}

/** The tenancy of a snapshot. */
export function tenancyOf(snapshot: Snapshot): Tenancy {
  return derive(snapshot, discover);
}

function discover(snapshot: Snapshot): Tenancy {
  const fleet = fleetOf(snapshot);
  const platform = platformOf(snapshot);
  const proven = provenTenants(fleet, snapshot.settings).filter(
    ({ namespace }) => namespace === undefined || !platform.runsIn(namespace),
  );
  const provenNamespaces = new Set(proven.map(({ namespace }) => namespace));
  const inferred = inferredTenants(fleet, {
    mayBeTenant: (namespace) => !platform.owns(namespace) && !provenNamespaces.has(namespace),
    besideTenants: accountsIn(fleet, provenNamespaces),
  });
  const claims: readonly TenantClaim[] = [...proven, ...inferred];
  const showsPlatform = platform.evidence.length > 0;
  const tenants =
    claims.length > 0 || showsPlatform ? mergeClaims(claims) : assumedTenants(fleet, platform);
  const namespaces = new Set(tenants.flatMap((tenant) => tenant.namespaces));
  return {
    ...ownership(tenants, platform.owns),
    showsPlatform,
    hasTenantAccounts: !showsPlatform || accountsIn(fleet, namespaces),
  };
}

/** True if one of the namespaces has a service account, or a Flux object that names one. */
function accountsIn(fleet: Fleet, namespaces: ReadonlySet<string | undefined>): boolean {
  return fleet
    .ofKind(ServiceAccount, FluxKustomization, HelmRelease)
    .filter(({ namespace }) => namespaces.has(known(namespace) ?? ''))
    .some(
      (object) =>
        sameKind(object, ServiceAccount) ||
        readString(object, 'spec', 'serviceAccountName').state !== 'absent',
    );
}

function ownership(
  tenants: readonly Tenant[],
  platformOwns: (namespace: string) => boolean,
): Omit<Tenancy, 'showsPlatform' | 'hasTenantAccounts'> {
  const byNamespace = new Map(
    tenants.flatMap((tenant) => tenant.namespaces.map((namespace) => [namespace, tenant])),
  );
  const [only] = tenants;
  const wholeRepository = tenants.length === 1 && only?.confidence === 'assumed' ? only : undefined;
  const tenantIn = (namespace: string) => byNamespace.get(namespace);
  const delivererOf = ({ delivery }: FleetObject): Tenant | undefined => {
    const namespace = delivery.mode === 'flux' ? known(delivery.by.namespace) : undefined;
    return namespace === undefined ? wholeRepository : tenantIn(namespace);
  };
  return {
    tenants,
    tenantIn,
    delivererOf,
    ownerOf: (object) => {
      const namespace = known(object.namespace);
      return namespace === undefined ? delivererOf(object) : tenantIn(namespace);
    },
    isPlatform: (namespace) => !byNamespace.has(namespace) && platformOwns(namespace),
  };
}
