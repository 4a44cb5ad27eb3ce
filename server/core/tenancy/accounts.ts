import { type Contributions, contributed } from '../fleet/contributions.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { kindName, ServiceAccount } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { isSetUpHere } from './account-set-up.ts';
import { effectiveIdentity, impersonators, userName } from './effective-identity.ts';
import type { Account } from './identity.ts';

/** The service accounts of a fleet: which there are, who acts as them, and whether all of them would be here. */
export interface Accounts {
  /** The accounts of a name, in whatever namespace. */
  called(name: string): readonly FleetObject[];
  /** The accounts of a namespace. */
  inNamespace(namespace: string): readonly FleetObject[];
  /** What Flux applies as an account. */
  usersOf(account: Account): readonly FleetObject[];
  /** The names that the Flux objects of a namespace use, the first user's first. */
  namesUsedIn(namespace: string): readonly string[];
  /**
   * True if the workspace is where a tenant's account and its rights would be written: it holds the set-up of the
   * tenant's namespace in full, and nothing that could make accounts or bindings there.
   */
  isSetUpHere(account: Account): boolean;
}

/** The accounts of a snapshot. */
export function accountsOf(snapshot: Snapshot): Accounts {
  return engineOf(snapshot).service(accountsIn);
}

function accountsIn({ view }: Engine): Accounts {
  return {
    called: (name) => objectsBy(view, accountsByName, name),
    inNamespace: (namespace) => objectsBy(view, accountsByNamespace, namespace),
    usersOf: (account) =>
      impersonators
        .flatMap((kind) => contributed(view, users, `${kindName(kind)} ${userName(account)}`))
        .map(({ by }) => by),
    namesUsedIn: (namespace) => [
      ...new Set(
        impersonators
          .flatMap((kind) => objectsBy(view, actingIn, `${kindName(kind)} ${namespace}`))
          .flatMap((object) => accountNamedBy(object) ?? []),
      ),
    ],
    isSetUpHere: (account) => isSetUpHere(view, account),
  };
}

const accountsByName: ObjectKeys<string> = {
  kinds: [ServiceAccount],
  keysOf: ({ name }) => listed(known(name)),
};

const accountsByNamespace: ObjectKeys<string> = {
  kinds: [ServiceAccount],
  keysOf: ({ namespace }) => listed(known(namespace)),
};

/** What names an account, by its kind and namespace. */
const actingIn: ObjectKeys<string> = {
  kinds: impersonators,
  keysOf: (object) => {
    const namespace = known(object.namespace);
    const isMeant = namespace !== undefined && accountNamedBy(object) !== undefined;
    return isMeant ? [`${kindName(object)} ${namespace}`] : [];
  },
};

function accountNamedBy(object: FleetObject): string | undefined {
  return known(readString(object, 'spec', 'serviceAccountName'));
}

/** What is applied as an account, by its kind and the account's user name. */
const users: Contributions<string, undefined> = {
  kinds: impersonators,
  level: levels.identities,
  of: (snapshot, object) => {
    const identity = effectiveIdentity(snapshot, object);
    return identity?.type === 'account'
      ? [{ key: `${kindName(object)} ${userName(identity.account)}`, value: undefined }]
      : [];
  },
};

function listed(key: string | undefined): readonly string[] {
  return key === undefined ? [] : [key];
}
