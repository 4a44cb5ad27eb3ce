import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { groupBy } from '../fleet/group-by.ts';
import { build } from '../kustomize/build.ts';
import {
  FluxKustomization,
  HelmRelease,
  Namespace,
  RoleBinding,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { effectiveIdentity, impersonators, userName } from './effective-identity.ts';
import type { Account } from './identity.ts';
import { generatorsOfRights } from './object-generators.ts';
import { type Tenancy, tenancyOf } from './tenancy.ts';

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
  return derive(snapshot, indexAccounts);
}

function indexAccounts(snapshot: Snapshot): Accounts {
  const fleet = fleetOf(snapshot);
  const declared = fleet.ofKind(ServiceAccount);
  const byName = groupBy(declared, ({ name }) => known(name));
  const byNamespace = groupBy(declared, ({ namespace }) => known(namespace));
  const acting = fleet.ofKind(...impersonators);
  const users = groupBy(acting, (object) => {
    const identity = effectiveIdentity(snapshot, object);
    return identity?.type === 'account' ? userName(identity.account) : undefined;
  });
  const actingIn = groupBy(acting, ({ namespace }) => known(namespace));
  const setUp = setUpOf(snapshot, fleet, byNamespace);
  return {
    called: (name) => byName.get(name) ?? [],
    inNamespace: (namespace) => byNamespace.get(namespace) ?? [],
    usersOf: (account) => users.get(userName(account)) ?? [],
    namesUsedIn: (namespace) => [
      ...new Set(
        (actingIn.get(namespace) ?? []).flatMap(
          (object) => known(readString(object, 'spec', 'serviceAccountName')) ?? [],
        ),
      ),
    ],
    isSetUpHere: setUp,
  };
}

/** Says of which accounts the workspace would show that they exist and what they may do. */
function setUpOf(
  snapshot: Snapshot,
  fleet: Fleet,
  accounts: ReadonlyMap<string, readonly FleetObject[]>,
): (account: Account) => boolean {
  const tenancy = tenancyOf(snapshot);
  const isGenerated = generatorsOfRights(snapshot).length > 0;
  const bindings = groupBy(fleet.ofKind(RoleBinding), ({ namespace }) => known(namespace));
  const namespaces = groupBy(fleet.ofKind(Namespace), ({ name }) => known(name));
  const rightsIn = (namespace: string) => [
    ...(accounts.get(namespace) ?? []),
    ...(bindings.get(namespace) ?? []),
  ];
  const unseen = unseenDeliveries(snapshot, fleet);
  const isWhole = wholenessIn(snapshot, fleet);
  const handsOutRights = tenancy.tenants.some((tenant) =>
    tenant.namespaces.some((namespace) => rightsIn(namespace).length > 0),
  );
  const isShown = (namespace: string): boolean => {
    if (isGenerated || !isCertain(tenancy, namespace)) return false;
    const rights = rightsIn(namespace);
    const places = rights.length > 0 ? rights : (namespaces.get(namespace) ?? []);
    if (places.length === 0 || !places.every(isWhole)) return false;
    // Where nobody's rights are in the workspace, they are likely to be in another repository.
    return rights.length > 0 || handsOutRights || !unseen.anywhere;
  };
  const shown = new Set(tenancy.tenants.flatMap((tenant) => tenant.namespaces).filter(isShown));
  return (account) => {
    const identities = unseen.into(account.namespace);
    const isByOthers = identities.size > 1 || !identities.has(userName(account));
    return shown.has(account.namespace) && (identities.size === 0 || !isByOthers);
  };
}

function isCertain(tenancy: Tenancy, namespace: string): boolean {
  const tenant = tenancy.tenantIn(namespace);
  return tenant !== undefined && tenant.confidence !== 'assumed';
}

/** Says of an object whether all that is delivered together with it could be evaluated. */
function wholenessIn(snapshot: Snapshot, fleet: Fleet): (object: FleetObject) => boolean {
  const whole = new Map<DirectoryPath, boolean>();
  const isWhole = (directory: DirectoryPath) => {
    const known = whole.get(directory) ?? build(snapshot, { directory }).gaps.length === 0;
    whole.set(directory, known);
    return known;
  };
  return ({ delivery, template }) => {
    if (template && template.set.incomplete !== undefined) return false;
    if (delivery.mode === 'kustomize') return isWhole(delivery.directory);
    return delivery.mode !== 'flux' || fleet.contentOf(delivery.by)?.complete === true;
  };
}

/** What is applied without being in the workspace. */
interface UnseenDeliveries {
  /** As whom something unseen is applied to a namespace. */
  into(namespace: string): ReadonlySet<string>;
  /** True if something unseen is applied that may go to any namespace. */
  readonly anywhere: boolean;
}

function unseenDeliveries(snapshot: Snapshot, fleet: Fleet): UnseenDeliveries {
  const tenancy = tenancyOf(snapshot);
  const into = new Map<string, Set<string>>();
  let anywhere = false;
  for (const object of fleet.ofKind(FluxKustomization, HelmRelease)) {
    const isChart = sameKind(object, HelmRelease);
    if (!isChart && fleet.contentOf(object)?.complete) continue;
    const own = known(object.namespace);
    const target = known(readString(object, 'spec', 'targetNamespace'));
    const isTenants = own !== undefined && tenancy.tenantIn(own) !== undefined;
    // A tenant's chart is an application; who sets up a namespace by a chart does so from outside.
    if (isChart && (isTenants || target === undefined)) continue;
    if (target === undefined && !isTenants) anywhere = true;
    const goesTo = target ?? own;
    if (goesTo === undefined) continue;
    const identities = into.get(goesTo) ?? new Set();
    into.set(goesTo, identities.add(identityName(snapshot, object)));
  }
  return { into: (namespace) => into.get(namespace) ?? nobody, anywhere };
}

const nobody: ReadonlySet<string> = new Set();

function identityName(snapshot: Snapshot, object: FleetObject): string {
  const identity = effectiveIdentity(snapshot, object);
  return identity?.type === 'account' ? userName(identity.account) : (identity?.type ?? 'unknown');
}
