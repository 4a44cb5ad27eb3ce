import { clusterOf } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { resourceOf } from '../kubernetes/resource-name.ts';
import type { GroupKind } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { hasAccountPolicy } from './account-policies.ts';
import { type BoundTenant, isDefaultOfFlux, tenantsBoundBy } from './bound-tenants.ts';
import { type ClusterAdmin, clusterAdminsIn } from './cluster-admins.ts';
import type { Account } from './identity.ts';
import { type Rights, rightsOf } from './rights.ts';
import { holdersOf, type RoleHolder } from './role-holders.ts';
import { type BoundRole, boundRole } from './roles.ts';

/** Who may do what, in a whole fleet. */
export interface FleetRights {
  /** What an account may do on the cluster of an object. */
  of(account: Account, object: FleetObject): Rights;
  /** The role that a binding names, as it is on the binding's cluster. */
  roleOf(binding: FleetObject): BoundRole;
  /** The tenants to whom the platform has given a role. */
  holdersOf(role: FleetObject): readonly RoleHolder[];
  /** The tenants that a binding gives rights. */
  tenantsBoundBy(binding: FleetObject): readonly BoundTenant[];
  /** The accounts of a namespace that may do everything in the cluster of an object. */
  clusterAdminsIn(namespace: string, object: FleetObject): readonly ClusterAdmin[];
  /** True for an account as which Flux applies what names none, on the cluster of an object. */
  isDefaultOfFlux(account: Account, object: FleetObject): boolean;
  /** True where an admission policy of the workspace speaks of the accounts of Flux objects. */
  hasAccountPolicy(): boolean;
  /** The plural by which rules of roles speak of a kind, where it is known. */
  resourceOf(kind: GroupKind): string | undefined;
}

/** The rights in the fleet of a snapshot. */
export function rightsIn(snapshot: Snapshot): FleetRights {
  return engineOf(snapshot).service(fleetRights);
}

function fleetRights({ view }: Engine): FleetRights {
  return {
    of: (account, object) => rightsOf(view, account, object),
    roleOf: (binding) => boundRole(view, binding),
    holdersOf: (role) => holdersOf(view, role),
    tenantsBoundBy: (binding) => tenantsBoundBy(view, binding),
    clusterAdminsIn: (namespace, object) => clusterAdminsIn(view, namespace, object),
    isDefaultOfFlux: (account, object) => isDefaultOfFlux(view, account, clusterOf(view, object)),
    hasAccountPolicy: () => hasAccountPolicy(view),
    resourceOf: (kind) => resourceOf(view, kind),
  };
}
