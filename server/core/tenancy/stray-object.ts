import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import type { Scope } from '../kubernetes/scope.ts';
import { type GroupKind, Namespace, RoleBinding, sameKind } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import type { EffectiveIdentity } from './effective-identity.ts';
import type { Bindings } from './identity.ts';
import type { Tenancy } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** An object that a tenant delivers to a namespace that is not the tenant's. */
export interface StrayObject {
  readonly tenant: Tenant;
  /** The Flux Kustomization or the ResourceSet of the tenant that applies it. */
  readonly by: FleetObject;
  readonly namespace: string;
  /** The tenant to whom that namespace belongs. */
  readonly owner: Tenant | undefined;
  readonly goesTo: 'platform' | 'elsewhere';
  /** True if it is written in the object itself, not in a kustomization that moves all objects. */
  readonly isWrittenInObject: boolean;
}

/** What has to be known of a workspace to find such objects. */
export interface PlacementFacts {
  readonly fleet: Fleet;
  readonly tenancy: Tenancy;
  readonly bindings: Bindings;
  identityOf(object: FleetObject): EffectiveIdentity | undefined;
  scopeOf(kind: GroupKind): Scope;
}

/**
 * Says where an object strays to. Nothing is said where another statement is the mistake: a `targetNamespace`, or what
 * gets around one; nor where the platform gave the tenant's account rights in that namespace.
 */
export function strayObject(facts: PlacementFacts, object: FleetObject): StrayObject | undefined {
  const { delivery, template } = object;
  const namespace = known(object.namespace);
  if (delivery.mode !== 'flux' || namespace === undefined) return undefined;
  const { tenancy } = facts;
  const tenant = tenancy.delivererOf(object);
  if (!tenant || tenant.namespaces.length === 0 || tenant.namespaces.includes(namespace)) {
    return undefined;
  }
  const by = template?.set ?? delivery.by;
  const isTargeted = readString(by, 'spec', 'targetNamespace').state !== 'absent';
  if (isTargeted || facts.scopeOf(object) !== 'namespaced') return undefined;
  if (mayWriteTo(facts, by, tenant, namespace) || createsIt(facts, tenant, namespace)) {
    return undefined;
  }
  const isPlatform = tenancy.isPlatform(namespace) || namespace === 'default';
  return {
    tenant,
    by,
    namespace,
    owner: tenancy.tenantIn(namespace),
    goesTo: isPlatform ? 'platform' : 'elsewhere',
    isWrittenInObject: template !== undefined || object.namespace.span.file === object.origin.file,
  };
}

/** True if a binding in that namespace, which is not the tenant's own doing, names the account. */
export function mayWriteTo(
  { tenancy, bindings, identityOf }: PlacementFacts,
  by: FleetObject,
  tenant: Tenant,
  namespace: string,
): boolean {
  const identity = identityOf(by);
  if (identity?.type !== 'account') return false;
  return bindings
    .of(identity.account)
    .some(
      (binding) =>
        sameKind(binding, RoleBinding) &&
        (known(binding.namespace) ?? namespace) === namespace &&
        tenancy.delivererOf(binding) !== tenant,
    );
}

/** A tenant that delivers the Namespace as well makes one mistake, and that is the Namespace. */
function createsIt({ fleet, tenancy }: PlacementFacts, tenant: Tenant, namespace: string): boolean {
  return fleet
    .named(Namespace, '', namespace)
    .some((each) => each.delivery.mode === 'flux' && tenancy.delivererOf(each) === tenant);
}
