import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { ServiceAccount } from '../manifest/kind.ts';
import type { Span } from '../text/span.ts';
import { known } from '../yaml/field.ts';
import type { Accounts } from './accounts.ts';
import type { EffectiveIdentity } from './effective-identity.ts';
import type { Account, Bindings } from './identity.ts';
import { controllerAccounts } from './inferred-tenants.ts';
import type { Tenancy } from './tenancy.ts';

/** What looking for an account needs to know. */
export interface AccountLookup {
  readonly fleet: Fleet;
  readonly tenancy: Tenancy;
  readonly accounts: Accounts;
  readonly bindings: Bindings;
  identityOf(object: FleetObject): EffectiveIdentity | undefined;
  mayMeet(a: FleetObject, b: FleetObject): boolean;
}

/**
 * The account that an object names and that the fleet does not have; `undefined` where it has it, or may have it. Every
 * namespace has `default`, and the controllers' own accounts come with Flux.
 */
export function missingAccountOf(
  { fleet, accounts, identityOf, mayMeet }: AccountLookup,
  object: FleetObject,
): { readonly account: Account; readonly span: Span } | undefined {
  const identity = identityOf(object);
  if (identity?.type !== 'account' || identity.by !== 'object') return undefined;
  const { account, span } = identity;
  if (account.name === 'default' || controllerAccounts.has(account.name)) return undefined;
  const isThere = fleet
    .named(ServiceAccount, account.namespace, account.name)
    .some((each) => mayMeet(each, object));
  const mayBringIt = accounts.called(account.name).some((each) => sharesBase(each, object));
  return isThere || mayBringIt ? undefined : { account, span };
}

/**
 * True where an account is delivered with one of several kustomizations that may take in its document: the one that
 * makes the object, which nothing in the workspace delivers, may bring it along as well.
 */
function sharesBase(account: FleetObject, { delivery }: FleetObject): boolean {
  return delivery.mode === 'kustomize' && account.delivery.mode === 'flux';
}

/**
 * The one account of a name, where it lives in another namespace and is likely to be meant: a name that several
 * namespaces use for accounts of their own says nothing, and one that is bound is meant as it is written.
 */
export function accountElsewhere(
  { tenancy, accounts, bindings, mayMeet }: AccountLookup,
  object: FleetObject,
  account: Account,
): FleetObject | undefined {
  const others = accounts.called(account.name);
  const other = others.find((each) => mayMeet(each, object));
  const namespace = other && known(other.namespace);
  if (!other || namespace === undefined) return undefined;
  const isNameOfMany = others.some(
    (each) => known(each.namespace) !== namespace && mayMeet(each, object),
  );
  if (isNameOfMany) return undefined;
  if (bindings.atHome(account).length > 0 || bindings.mayName(account)) return undefined;
  // The platform's own accounts are often made by what installs Flux.
  const isTenants = tenancy.tenantIn(account.namespace) !== undefined;
  if (isTenants && !accounts.isSetUpHere(account)) return undefined;
  return isTenants || tenancy.tenantIn(namespace) ? other : undefined;
}
