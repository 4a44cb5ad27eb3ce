import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { CapsuleTenant, Namespace, sameKind } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, textAt, textOf, valueAt } from '../yaml/node.ts';
import type { Tenant, TenantClaim } from './tenant.ts';

/** The label by which Capsule takes a Namespace into a tenant. */
export const capsuleMemberLabel = 'capsule.clastix.io/tenant';

/**
 * What an object says of tenants of Capsule: their namespaces carry its label, and the accounts that own a tenant live in
 * a namespace of their own, from which Flux acts for the tenant.
 */
export function capsuleClaims(object: FleetObject): readonly TenantClaim[] {
  if (sameKind(object, CapsuleTenant)) return claimsOfTenant(object);
  return sameKind(object, Namespace) ? claimsOfMember(object) : [];
}

function claimsOfTenant(object: FleetObject): readonly TenantClaim[] {
  const tenant = known(object.name);
  if (tenant === undefined) return [];
  const claim = { tenant, confidence: 'proven' } as const;
  const { span } = object.name;
  const reason = `Capsule Tenant \`${tenant}\``;
  const owners = itemsOf(valueAt(object.root, 'spec', 'owners'));
  const homes = owners.flatMap((owner): readonly TenantClaim[] => {
    const account = valueAt(owner, 'name');
    const namespace = homeOf(textOf(account));
    if (textAt(owner, 'kind') !== 'ServiceAccount' || !account || !namespace) return [];
    const why = `home of an owner of Capsule Tenant \`${tenant}\``;
    return [{ ...claim, namespace, span: account.span, reason: why }];
  });
  return [{ ...claim, namespace: undefined, span, reason }, ...homes];
}

function claimsOfMember(object: FleetObject): readonly TenantClaim[] {
  const label = readString(object, 'metadata', 'labels', capsuleMemberLabel);
  if (label.state !== 'present') return [];
  const namespace = known(object.name);
  const reason = `label \`${capsuleMemberLabel}\` on Namespace \`${namespace ?? '?'}\``;
  const { value: tenant, span } = label;
  return [{ tenant, namespace, confidence: 'proven', span, reason, ofNamespace: true }];
}

/** True for tenants that a Tenant of Capsule makes: they work in all their namespaces from one home, and make more. */
export function isCapsuleTenant(fleet: Fleet, { name }: Tenant): boolean {
  return fleet.named(CapsuleTenant, '', name).some((tenant) => known(tenant.name) === name);
}

/** The namespace of a service account's user name; one with a variable or a template in it is none. */
function homeOf(user: string | undefined): string | undefined {
  return /^system:serviceaccount:([a-z0-9-]+):[a-z0-9.-]+$/.exec(user ?? '')?.[1];
}
