import type { FleetObject } from '../fleet/fleet.ts';
import { ServiceAccount } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlMap } from '../yaml/node.ts';
import { accountMeantBy, type MeantAccount } from './meant-account.ts';
import type { AccountLookup } from './missing-account.ts';
import type { Tenant } from './tenant.ts';

/** A subject of a tenant's RoleBinding that belongs to another namespace. */
export interface ForeignSubject extends MeantAccount {
  readonly node: YamlMap;
  readonly binding: FleetObject;
  readonly tenant: Tenant;
  /** The namespace of the binding. */
  readonly own: string;
}

/** The accounts of other namespaces that a tenant's RoleBinding names; those of the tenant's other namespaces are its own. */
export function foreignSubjectsOf(
  { tenancy }: AccountLookup,
  binding: FleetObject,
): readonly ForeignSubject[] {
  const own = known(binding.namespace);
  const tenant = own === undefined ? undefined : tenancy.tenantIn(own);
  if (own === undefined || !tenant) return [];
  return itemsOf(valueAt(binding.root, 'subjects')).flatMap((node) => {
    if (node.type !== 'map') return [];
    const meant = accountMeantBy(node, binding);
    if (!meant || tenant.namespaces.includes(meant.namespace)) return [];
    return [{ node, ...meant, binding, tenant, own }];
  });
}

/**
 * True for a subject that is a slip: the namespace of the binding has an account of that name, which nothing else gives
 * rights, so that it is the one that was meant.
 */
export function isSlip(
  { fleet, accounts, bindings }: AccountLookup,
  { account, own, node }: ForeignSubject,
): boolean {
  if (!account || textAt(node, 'kind') !== ServiceAccount.kind) return false;
  const meant = { namespace: own, name: account.name };
  const isWanted =
    fleet.named(ServiceAccount, own, account.name).length > 0 || accounts.usersOf(meant).length > 0;
  return isWanted && account.name !== 'default' && bindings.of(meant).length === 0;
}
