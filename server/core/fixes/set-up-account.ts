import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { Namespace, RoleBinding, sameKind } from '../manifest/kind.ts';
import type { Accounts } from '../tenancy/accounts.ts';
import type { Account, Bindings } from '../tenancy/identity.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { bindingName, createAccount, createBinding, declareAccount } from './create-account.ts';
import type { Fix, Texts } from './fix.ts';

/** What setting up an account needs to know of the fleet. */
export interface SetUp extends Texts {
  readonly fleet: Fleet;
  readonly tenancy: Tenancy;
  readonly accounts: Accounts;
  readonly bindings: Bindings;
  readonly configuration: { readonly tenantLabels: readonly string[] };
}

/**
 * Creates a tenant's account where the platform sets up its namespace, and binds it to `admin` unless something gives
 * it rights already. None where the workspace does not show such a place: a tenant must not write its own rights.
 */
export function setUpAccount(setUp: SetUp, account: Account, tenant: Tenant): Fix | undefined {
  const beside = placeFor(setUp, account.namespace);
  // One that another cluster has is declared there, and twice where both take in the same base.
  const isElsewhere = setUp.accounts
    .inNamespace(account.namespace)
    .some(({ name }) => known(name) === account.name);
  if (!beside || isElsewhere) return undefined;
  const wanted = { ...account, labels: labelsLike(setUp, beside, tenant) };
  if (setUp.bindings.atHome(account).length > 0) return declareAccount(setUp, beside, wanted);
  return isFree(setUp, account) ? createAccount(setUp, beside, wanted) : undefined;
}

/** Binds a tenant's account to `admin` where the platform sets up its namespace. */
export function bindAccount(setUp: SetUp, account: Account, tenant: Tenant): Fix | undefined {
  const beside = placeFor(setUp, account.namespace);
  if (!beside || !isFree(setUp, account)) return undefined;
  return createBinding(setUp, beside, { ...account, labels: labelsLike(setUp, beside, tenant) });
}

function isFree({ fleet }: SetUp, { namespace, name }: Account): boolean {
  return fleet.named(RoleBinding, namespace, bindingName(name)).length === 0;
}

/** The Namespace, or an account in it, in a file that the platform delivers as it is written. */
function placeFor({ fleet, tenancy, accounts }: SetUp, namespace: string): FleetObject | undefined {
  const declared = fleet
    .named(Namespace, '', namespace)
    .filter(({ name }) => known(name) === namespace);
  return [...declared, ...accounts.inNamespace(namespace)].find((object) => {
    const isAsWritten = known(object.origin.name) === known(object.name);
    const isSharedBase = fleet.variantsOf(object).some((each) => placeOf(each) !== namespace);
    const isTenants = tenancy.delivererOf(object) !== undefined;
    return isAsWritten && !isSharedBase && !isTenants && !object.template;
  });
}

function placeOf(object: FleetObject): string | undefined {
  return known(sameKind(object, Namespace) ? object.name : object.namespace);
}

/** The label that names the tenant, where the objects around carry it. */
function labelsLike(
  { configuration }: SetUp,
  beside: FleetObject,
  tenant: Tenant,
): Readonly<Record<string, string>> {
  const label = configuration.tenantLabels.find(
    (each) => textAt(beside.root, 'metadata', 'labels', each) === tenant.name,
  );
  return label === undefined ? {} : { [label]: tenant.name };
}
