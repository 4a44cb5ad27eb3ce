import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { isPlaceholderName } from '../kubernetes/placeholder-name.ts';
import { ClusterRoleBinding, Namespace, sameKind } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { capsuleMemberLabel, isCapsuleTenant } from './capsule-tenants.ts';
import type { EffectiveIdentity } from './effective-identity.ts';
import type { Bindings } from './identity.ts';
import type { Tenancy } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A Namespace that a tenant delivers. */
export interface DeliveredNamespace {
  readonly tenant: Tenant;
  readonly name: string;
  /** What applies it; `undefined` where the whole workspace is taken for the tenant's. */
  readonly by: FleetObject | undefined;
  readonly isOwn: boolean;
}

/**
 * The Namespace that an object of a tenant is. One that is renamed on the way is a mistake of another kind, unless its
 * name is a placeholder, and with Capsule tenants do make Namespaces.
 */
export function namespaceOfTenant(
  { fleet, tenancy }: { readonly fleet: Fleet; readonly tenancy: Tenancy },
  object: FleetObject,
): DeliveredNamespace | undefined {
  const name = known(object.name);
  if (!sameKind(object, Namespace) || name === undefined) return undefined;
  const tenant = tenancy.delivererOf(object);
  if (!tenant || isCapsules(fleet, tenant, object)) return undefined;
  const written = known(object.origin.name) ?? name;
  if (written !== name && !isPlaceholderName(written)) return undefined;
  const { delivery, template } = object;
  const applier = delivery.mode === 'flux' ? delivery.by : undefined;
  return { tenant, name, by: template?.set ?? applier, isOwn: tenant.namespaces.includes(name) };
}

function isCapsules(fleet: Fleet, tenant: Tenant, object: FleetObject): boolean {
  return (
    readString(object, 'metadata', 'labels', capsuleMemberLabel).state !== 'absent' ||
    isCapsuleTenant(fleet, tenant)
  );
}

/** What the workspace shows of the right to create namespaces, which no binding within a namespace gives. */
export function mayCreateNamespaces(
  identity: EffectiveIdentity | undefined,
  bindings: Bindings,
): 'yes' | 'no' | 'unknown' {
  if (identity?.type === 'controller') return 'yes';
  if (identity?.type !== 'account') return 'unknown';
  const own = bindings.of(identity.account);
  if (own.some((binding) => sameKind(binding, ClusterRoleBinding))) return 'yes';
  return own.length > 0 ? 'no' : 'unknown';
}
