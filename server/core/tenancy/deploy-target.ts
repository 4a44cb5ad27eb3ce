import type { FleetObject } from '../fleet/fleet.ts';
import { known, type Present, readField, readString } from '../yaml/field.ts';
import { isCapsuleTenant } from './capsule-tenants.ts';
import { mayWriteTo, type PlacementFacts } from './stray-object.ts';
import type { Tenancy } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A namespace that a tenant's object deploys into, and which is not the object's own. */
export interface DeployTarget {
  readonly tenant: Tenant;
  /** The namespace of the object, in which its account is looked up. */
  readonly own: string;
  readonly target: Present<string>;
  /** Whose the target is. */
  readonly owner: Tenant | undefined;
}

/**
 * The other namespace that a tenant's Kustomization or HelmRelease names in a field of its spec, if nothing makes it
 * right. On another cluster the namespaces are others, and this workspace does not know them.
 */
export function otherNamespaceOf(
  facts: PlacementFacts,
  object: FleetObject,
  field: 'targetNamespace' | 'storageNamespace' = 'targetNamespace',
): DeployTarget | undefined {
  const { tenancy, fleet } = facts;
  const tenant = tenancy.ownerOf(object);
  const own = known(object.namespace);
  const target = readString(object, 'spec', field);
  if (!tenant || own === undefined || target.state !== 'present') return undefined;
  if (target.value === own || readField(object, 'spec', 'kubeConfig').state !== 'absent') {
    return undefined;
  }
  const owner = tenancy.tenantIn(target.value);
  // Rights that the platform gave there make it right, unless the namespace is somebody's own.
  const isOthers = owner ? owner !== tenant : tenancy.isPlatform(target.value);
  if (!isOthers && mayWriteTo(facts, object, tenant, target.value)) return undefined;
  if (owner === tenant && isCapsuleTenant(fleet, tenant)) return undefined;
  return { tenant, own, target, owner };
}

/** Into a namespace of somebody else is worse than into one that is nobody's. */
export function severityOfTarget(
  tenancy: Tenancy,
  { tenant, target, owner }: DeployTarget,
): 'error' | 'warning' | 'info' {
  if (owner === tenant) return 'info';
  return owner || tenancy.isPlatform(target.value) ? 'error' : 'warning';
}
