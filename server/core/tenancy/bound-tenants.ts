import { type Cluster, mayBeOn } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import { accountsOf } from './accounts.ts';
import { effectiveIdentity } from './effective-identity.ts';
import { type Account, subjectsOf } from './identity.ts';
import { tenancyOf } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A tenant that a binding gives rights, by one of its accounts or by all of a namespace. */
export interface BoundTenant {
  readonly tenant: Tenant;
  readonly namespace: string;
  /** The account; `undefined` for all accounts of the namespace. */
  readonly account: Account | undefined;
  /** The name of the subject as it is written. */
  readonly node: YamlNode;
}

/**
 * The tenants that a binding gives rights. Of a tenant that is only inferred from how things are set up, the accounts
 * that Flux uses count: what else runs there may well be the platform's.
 */
export function tenantsBoundBy(snapshot: Snapshot, binding: FleetObject): readonly BoundTenant[] {
  const { tenantIn } = tenancyOf(snapshot);
  return subjectsOf(binding).flatMap((subject): readonly BoundTenant[] => {
    if (subject.type !== 'account' && subject.type !== 'accounts') return [];
    const account = subject.type === 'account' ? subject.account : undefined;
    const namespace = subject.type === 'account' ? subject.account.namespace : subject.namespace;
    const tenant = tenantIn(namespace);
    if (!tenant || (isGuess(tenant) && account && !isUsedByFlux(snapshot, account))) return [];
    return [{ tenant, namespace, account, node: subject.node }];
  });
}

function isGuess({ confidence }: Tenant): boolean {
  return confidence === 'inferred' || confidence === 'assumed';
}

/** True for an account as which Flux applies something. */
function isUsedByFlux(snapshot: Snapshot, account: Account): boolean {
  return accountsOf(snapshot).usersOf(account).length > 0;
}

/** True for an account as which Flux applies something that names none, because the cluster's lockdown says so. */
export function isDefaultOfFlux(
  snapshot: Snapshot,
  account: Account,
  cluster: Cluster | undefined,
): boolean {
  return accountsOf(snapshot)
    .usersOf(account)
    .some((object) => {
      const identity = effectiveIdentity(snapshot, object);
      const isDefault = identity?.type === 'account' && identity.by === 'lockdown';
      return isDefault && mayBeOn(snapshot, object, cluster);
    });
}
