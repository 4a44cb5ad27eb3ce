import { configurationOf } from '../config/configuration.ts';
import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import {
  ClusterRoleBinding,
  FluxKustomization,
  HelmRelease,
  isFluxGroup,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { isAdministratorsWork } from './administrators-work.ts';
import { assumedTenants } from './assumed-tenants.ts';
import { agreeingWith, declaredTenants } from './declared-tenants.ts';
import { bindingsIn } from './identity.ts';
import { inferredTenants } from './inferred-tenants.ts';
import { lockdownFor, lockdownOf } from './lockdown.ts';
import { platformOf } from './platform.ts';
import { provenTenants } from './proven-tenants.ts';
import { mergeClaims, type Tenant, type TenantClaim } from './tenant.ts';

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
  return derive(snapshot, discover);
}

function discover(snapshot: Snapshot): Tenancy {
  const fleet = fleetOf(snapshot);
  const platform = platformOf(snapshot);
  const configuration = configurationOf(snapshot);
  const declared = declaredTenants(configuration);
  // A label on a Namespace stands against the rights of its accounts, which are a mistake then.
  const proven = provenTenants(fleet, configuration).filter(
    ({ namespace, ofNamespace }) =>
      namespace === undefined ||
      !(ofNamespace ? platform.runsIn(namespace) : platform.owns(namespace)),
  );
  const certain: readonly TenantClaim[] = [...declared, ...agreeingWith(declared, proven)];
  const taken = new Set(certain.map(({ namespace }) => namespace));
  const showsPlatform = platform.evidence.length > 0;
  const inferred = inferredTenants(fleet, {
    mayBeTenant: (namespace) => !platform.owns(namespace) && !taken.has(namespace),
    besideTenants: accountsIn(fleet, taken),
    besidePlatform: showsPlatform,
    isClusterWide: (account) =>
      bindingsIn(snapshot)
        .naming(account)
        .some((binding) => sameKind(binding, ClusterRoleBinding)),
    isLockedDown: (object) => lockdownFor(snapshot, object).noCrossNamespaceRefs.state === 'on',
  });
  const claims: readonly TenantClaim[] = [...certain, ...inferred];
  const isTenantsOwn =
    claims.length === 0 && !showsPlatform && !isAdministratorsWork(snapshot, fleet);
  const tenants = isTenantsOwn ? assumedTenants(fleet, platform) : mergeClaims(claims);
  const namespaces = new Set(tenants.flatMap((tenant) => tenant.namespaces));
  return {
    ...ownership(tenants, platform.owns),
    situation: situationOf(fleet, tenants),
    showsPlatform,
    hasTenantAccounts:
      declared.length > 0 ||
      isTenantsOwn ||
      accountsIn(fleet, namespaces) ||
      (!showsPlatform && isSyncedTo(fleet, namespaces)),
  };
}

function situationOf(fleet: Fleet, tenants: readonly Tenant[]): Situation {
  if (tenants.some(({ confidence }) => confidence !== 'assumed')) return 'tenants';
  if (tenants.length > 0) return 'assumed-tenant';
  const hasFlux = fleet.objects.some(({ group }) => isFluxGroup(group));
  return hasFlux ? 'single-administrator' : 'no-flux';
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

/** True if one of the namespaces has a Flux Kustomization, as those of tenants who are synced there do. */
function isSyncedTo(fleet: Fleet, namespaces: ReadonlySet<string>): boolean {
  return fleet
    .ofKind(FluxKustomization)
    .some(({ namespace }) => namespaces.has(known(namespace) ?? ''));
}

function ownership(
  tenants: readonly Tenant[],
  platformOwns: (namespace: string) => boolean,
): Omit<Tenancy, 'situation' | 'showsPlatform' | 'hasTenantAccounts'> {
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

/**
 * True where rules about tenants have something to say: there are tenants, or a cluster is locked down for them. Of a
 * repository with neither, only facts of the API are reported.
 */
export function concernsTenants(snapshot: Snapshot): boolean {
  if (tenancyOf(snapshot).tenants.length > 0) return true;
  const { noCrossNamespaceRefs, defaultServiceAccount } = lockdownOf(snapshot);
  return noCrossNamespaceRefs.state === 'on' || defaultServiceAccount.state === 'on';
}
