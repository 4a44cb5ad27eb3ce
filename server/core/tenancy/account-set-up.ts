import { type Contributions, contributed } from '../fleet/contributions.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { isWholeBuild } from '../kustomize/whole-build.ts';
import {
  FluxKustomization,
  HelmRelease,
  Namespace,
  RoleBinding,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import { deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { effectiveIdentity, userName } from './effective-identity.ts';
import type { Account } from './identity.ts';
import { generatorsOfRights } from './object-generators.ts';
import { tenancyOf } from './tenancy.ts';

/** True for an account of which the workspace would show that it exists and what it may do. */
export function isSetUpHere(snapshot: Snapshot, account: Account): boolean {
  return deriveFor(snapshot, findIsSetUpHere, account, undefined, userName(account));
}

function findIsSetUpHere(snapshot: Snapshot, account: Account): boolean {
  const unseen = contributed(snapshot, unseenDeliveries, account.namespace);
  const user = userName(account);
  return isShown(snapshot, account.namespace) && unseen.every(({ value }) => value === user);
}

/** True for a namespace of a tenant whose accounts and bindings are in the workspace. */
function isShown(snapshot: Snapshot, namespace: string): boolean {
  return deriveFor(snapshot, findIsShown, namespace);
}

function findIsShown(snapshot: Snapshot, namespace: string): boolean {
  const tenant = tenancyOf(snapshot).tenantIn(namespace);
  if (
    !tenant ||
    tenant.confidence === 'assumed' ||
    settled(snapshot, areRightsMade, levels.identities)
  )
    return false;
  const rights = objectsBy(snapshot, rightsIn, namespace);
  const places = rights.length > 0 ? rights : objectsBy(snapshot, namespacesCalled, namespace);
  if (places.length === 0 || !places.every((place) => isWhole(snapshot, place))) return false;
  // Where nobody's rights are in the workspace, they are likely to be in another repository.
  return (
    rights.length > 0 ||
    settled(snapshot, handsOutRights, levels.identities) ||
    !settled(snapshot, hasUnplaced, levels.identities)
  );
}

function areRightsMade(snapshot: Snapshot): boolean {
  return generatorsOfRights(snapshot).length > 0;
}

const rightsIn: ObjectKeys<string> = {
  kinds: [ServiceAccount, RoleBinding],
  keysOf: ({ namespace }) => listed(known(namespace)),
};

const namespacesCalled: ObjectKeys<string> = {
  kinds: [Namespace],
  keysOf: ({ name }) => listed(known(name)),
};

/** True if some tenant's rights are in the workspace. */
function handsOutRights(snapshot: Snapshot): boolean {
  return contributed(snapshot, rightsOfTenants, '').length > 0;
}

const rightsOfTenants: Contributions<'', undefined> = {
  kinds: [ServiceAccount, RoleBinding],
  level: levels.identities,
  of: (snapshot, { namespace }) => {
    const name = known(namespace);
    const isTenants = name !== undefined && tenancyOf(snapshot).tenantIn(name) !== undefined;
    return isTenants ? [{ key: '', value: undefined }] : [];
  },
};

/** True for an object that is delivered together with nothing that could not be evaluated. */
function isWhole(snapshot: Snapshot, { delivery, template }: FleetObject): boolean {
  if (template && template.set.incomplete !== undefined) return false;
  if (delivery.mode === 'kustomize') return isWholeBuild(snapshot, delivery.directory);
  return delivery.mode !== 'flux' || fleetOf(snapshot).isComplete(delivery.by) === true;
}

/** True if something unseen is applied that may go to any namespace. */
function hasUnplaced(snapshot: Snapshot): boolean {
  return contributed(snapshot, unseenDeliveries, anywhere).length > 0;
}

const anywhere = Symbol('anywhere');

/** As whom something that is not in the workspace is applied, by the namespace it goes to. */
const unseenDeliveries: Contributions<string | symbol, string> = {
  kinds: [FluxKustomization, HelmRelease],
  level: levels.identities,
  of: (snapshot, object) => {
    const isChart = sameKind(object, HelmRelease);
    if (!isChart && fleetOf(snapshot).isComplete(object)) return [];
    const own = known(object.namespace);
    const target = known(readString(object, 'spec', 'targetNamespace'));
    const isTenants = own !== undefined && tenancyOf(snapshot).tenantIn(own) !== undefined;
    // A tenant's chart is an application; who sets up a namespace by a chart does so from outside.
    if (isChart && (isTenants || target === undefined)) return [];
    const mayGoAnywhere = target === undefined && !isTenants;
    const keys = [...listed(target ?? own), ...(mayGoAnywhere ? [anywhere] : [])];
    const value = identityName(snapshot, object);
    return keys.map((key) => ({ key, value }));
  },
};

function identityName(snapshot: Snapshot, object: FleetObject): string {
  const identity = effectiveIdentity(snapshot, object);
  return identity?.type === 'account' ? userName(identity.account) : (identity?.type ?? 'unknown');
}

function listed(key: string | undefined): readonly string[] {
  return key === undefined ? [] : [key];
}
