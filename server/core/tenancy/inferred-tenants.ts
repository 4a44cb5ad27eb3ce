import { type Contributions, contributed, contributedKeys } from '../fleet/contributions.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import {
  ClusterRoleBinding,
  FluxKustomization,
  HelmRelease,
  ServiceAccount,
  sameKind,
  sourceKinds,
} from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import { type Snapshot, settled } from '../workspace/snapshot.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { type Account, bindingsIn } from './identity.ts';
import { lockdownFor } from './lockdown.ts';
import { platformOf } from './platform.ts';
import { isTaken } from './proven-tenants.ts';
import {
  isTemplated,
  templatedClaims,
  templatedClaimsIn,
  templatedClaimsOf,
  templatedNames,
} from './templated-tenants.ts';
import type { TenantClaim } from './tenant.ts';

/** Accounts of the controllers themselves: whoever uses them is the platform. */
export const controllerAccounts: ReadonlySet<string> = new Set([
  'kustomize-controller',
  'helm-controller',
  'flux-operator',
  'flux-applier',
]);

/** What the way that namespaces are set up says of one tenant. */
export function inferredClaimsOf(snapshot: Snapshot, tenant: string): readonly TenantClaim[] {
  return [
    ...templatedClaimsOf(snapshot, tenant),
    // Who is inferred from Flux objects is called like the namespace.
    ...(isTemplated(snapshot, tenant) ? [] : syncedClaims(snapshot, tenant)),
  ];
}

/** What it says of a namespace. */
export function inferredClaimsIn(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  const templated = templatedClaimsIn(snapshot, namespace);
  return templated.length > 0 ? templated : syncedClaims(snapshot, namespace);
}

/** All that it says, found one by one as it is asked for. */
export function* inferredClaims(snapshot: Snapshot): Generator<TenantClaim> {
  yield* templatedClaims(snapshot);
  for (const namespace of namespacesSetUp(snapshot)) {
    if (!isTemplated(snapshot, namespace)) yield* syncedClaims(snapshot, namespace);
  }
}

/** The names of all tenants of whom it may say something. */
export function inferredNames(snapshot: Snapshot): readonly string[] {
  return [...templatedNames(snapshot), ...namespacesSetUp(snapshot)];
}

/** The namespaces with Flux objects that may speak for a tenant. */
function* namespacesSetUp(snapshot: Snapshot): Generator<string> {
  for (const key of contributedKeys(snapshot, setUps)) {
    if (key.startsWith(placePrefix)) yield key.slice(placePrefix.length);
  }
}

const placePrefix = 'in ';

/** True where a namespace of a tenant has a service account, or a Flux object that names one. */
export function hasAccountOfTenant(snapshot: Snapshot): boolean {
  return (['taken account', 'templated account', 'own account', 'locked account'] as const).some(
    (fact) => saidBySetUps(snapshot, fact).length > 0,
  );
}

/** True where a namespace of a tenant has a Flux Kustomization, as those of tenants who are synced there do. */
export function isSyncedToTenant(snapshot: Snapshot): boolean {
  return (['synced', 'locked source'] as const).some(
    (fact) => saidBySetUps(snapshot, fact).length > 0,
  );
}

/** What a Flux object shows of the one who set up its namespace, where that is nobody's for sure. */
interface SetUp {
  /** It names an account of its own beside a platform. */
  readonly isOwnAccount: boolean;
  /** It takes its content from a source of its own namespace. */
  readonly hasSource: boolean;
  readonly hasAccount: boolean;
  /** Its cluster is locked down for tenants. */
  readonly isLockedDown: boolean;
}

/** What set-ups show of the workspace as a whole. */
type Fact =
  /** A namespace that is surely a tenant's, or is made for one by a ResourceSet, has an account or names one. */
  | 'taken account'
  | 'templated account'
  /** Such a namespace has a Flux Kustomization. */
  | 'synced'
  /** A Flux object shows by its account that its namespace is a tenant's. */
  | 'own account'
  | 'source'
  /** What has a source of its own namespace on a cluster that is locked down, and where there is an account, too. */
  | 'locked source'
  | 'locked account';

function saidBySetUps(snapshot: Snapshot, fact: Fact) {
  return contributed(snapshot, setUps, fact);
}

const setUps: Contributions<Fact | `${typeof placePrefix}${string}`, SetUp | undefined> = {
  kinds: [FluxKustomization, HelmRelease, ServiceAccount],
  level: levels.setUps,
  of: (snapshot, object) => {
    const namespace = known(object.namespace);
    if (namespace === undefined) return [];
    const taken = isTaken(snapshot, namespace);
    const templated = !taken && isTemplated(snapshot, namespace);
    const setUp = taken ? undefined : setUpBy(snapshot, object, namespace);
    const isSynced = (taken || templated) && sameKind(object, FluxKustomization);
    const facts: readonly Fact[] = [
      ...(taken && hasAccount(object) ? (['taken account'] as const) : []),
      ...(templated && hasAccount(object) ? (['templated account'] as const) : []),
      ...(isSynced ? (['synced'] as const) : []),
      ...(setUp ? factsOf(snapshot, setUp, namespace) : []),
    ];
    return [
      ...facts.map((key) => ({ key, value: undefined })),
      ...(setUp ? [{ key: `${placePrefix}${namespace}`, value: setUp } as const] : []),
    ];
  },
};

function factsOf(snapshot: Snapshot, setUp: SetUp, namespace: string): readonly Fact[] {
  const { hasSource, isLockedDown } = setUp;
  const isLocked = hasSource && isLockedDown;
  const isLockedAccount = isLocked && objectsBy(snapshot, accountsIn, namespace).length > 0;
  return [
    ...(showsAccount(setUp) ? (['own account'] as const) : []),
    ...(hasSource ? (['source'] as const) : []),
    ...(isLocked ? (['locked source'] as const) : []),
    ...(isLockedAccount ? (['locked account'] as const) : []),
  ];
}

/** Service accounts, and Flux objects that name one, by their namespace. */
const accountsIn: ObjectKeys<string> = {
  kinds: [FluxKustomization, HelmRelease, ServiceAccount],
  keysOf: (object) => {
    const namespace = hasAccount(object) ? known(object.namespace) : undefined;
    return namespace === undefined ? [] : [namespace];
  },
};

function hasAccount(object: FleetObject): boolean {
  return (
    sameKind(object, ServiceAccount) ||
    readString(object, 'spec', 'serviceAccountName').state !== 'absent'
  );
}

function showsAccount({ isOwnAccount, hasAccount, hasSource }: SetUp): boolean {
  return isOwnAccount || (hasAccount && hasSource);
}

function setUpBy(snapshot: Snapshot, object: FleetObject, namespace: string): SetUp | undefined {
  if (sameKind(object, ServiceAccount) || platformOf(snapshot).owns(namespace)) return undefined;
  if (goesElsewhere(object)) return undefined;
  const account = known(readString(object, 'spec', 'serviceAccountName'));
  if (account !== undefined && controllerAccounts.has(account)) return undefined;
  const hasAccount = account !== undefined && account !== 'default';
  const source = sameKind(object, FluxKustomization) ? ownSourceOf(object, namespace) : '';
  const hasSource = objectsBy(snapshot, sources, source).length > 0;
  const isOwnAccount =
    hasAccount &&
    platformOf(snapshot).isShown &&
    staysAtHome(object) &&
    !isClusterWide(snapshot, { namespace, name: account });
  if (!hasSource && !isOwnAccount) return undefined;
  const isLockedDown =
    hasSource && lockdownFor(snapshot, object).noCrossNamespaceRefs.state === 'on';
  return { hasAccount, hasSource, isOwnAccount, isLockedDown };
}

/** True for accounts with rights in the whole cluster: what uses them may well be the platform. */
function isClusterWide(snapshot: Snapshot, account: Account): boolean {
  return bindingsIn(snapshot)
    .naming(account)
    .some((binding) => sameKind(binding, ClusterRoleBinding));
}

/**
 * A Flux Kustomization that takes its content from a source of its own namespace, or an object that names an account
 * of its own beside a platform. A source alone may just as well be the administrator's, so it counts only beside other
 * tenants, or on a cluster that is locked down for them.
 */
function syncedClaims(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  const found = contributed(snapshot, setUps, `${placePrefix}${namespace}`);
  const isBySource = found.some(({ value }) => value && showsAccount(value));
  return found.flatMap(({ by: object, value: setUp }) => {
    if (!setUp) return [];
    const { hasSource, isOwnAccount, isLockedDown } = setUp;
    const bySource =
      hasSource &&
      (isBySource || isLockedDown || settled(snapshot, isBesideTenants, levels.inferredClaims - 1));
    if (!isOwnAccount && !bySource) return [];
    const what = hasSource ? 'a source of its own namespace' : 'an account of its own namespace';
    const reason = `${object.kind} \`${known(object.name) ?? '?'}\` with ${what}`;
    const span = object.name.span;
    return [{ tenant: namespace, namespace, confidence: 'inferred', span, reason }];
  });
}

/** True if there are tenants with accounts of their own. */
function isBesideTenants(snapshot: Snapshot): boolean {
  return (['taken account', 'own account'] as const).some(
    (fact) => saidBySetUps(snapshot, fact).length > 0,
  );
}

/** True for what goes to its own namespace. */
function staysAtHome(object: FleetObject): boolean {
  const target = readString(object, 'spec', 'targetNamespace');
  return target.state === 'absent' || known(target) === known(object.namespace);
}

/** With a kubeconfig the account is one of another cluster, and a hub's namespace for that cluster is no tenant. */
function goesElsewhere(object: FleetObject): boolean {
  return readField(object, 'spec', 'kubeConfig').state !== 'absent';
}

function ownSourceOf(kustomization: FleetObject, namespace: string): string {
  const kind = known(readString(kustomization, 'spec', 'sourceRef', 'kind'));
  const name = known(readString(kustomization, 'spec', 'sourceRef', 'name'));
  const from = known(readString(kustomization, 'spec', 'sourceRef', 'namespace')) ?? namespace;
  return from === namespace ? `${kind}/${namespace}/${name}` : '';
}

const sources: ObjectKeys<string> = {
  kinds: sourceKinds,
  keysOf: ({ kind, namespace, name }) => [`${kind}/${known(namespace)}/${known(name)}`],
};
