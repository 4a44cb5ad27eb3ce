import { configurationOf } from '../config/configuration.ts';
import type { DeclaredFlags } from '../config/configuration-file.ts';
import type { Written } from '../config/shape.ts';
import { type Cluster, clusterOf, clustersOf } from '../fleet/cluster.ts';
import { entryPointOf } from '../fleet/delivery-chain.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { HelmRelease } from '../manifest/kind.ts';
import { type Span, sameSpan } from '../text/span.ts';
import { levels } from '../workspace/levels.ts';
import { isBelow } from '../workspace/path.ts';
import { deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { type Controller, controllersOf } from './controller-flags.ts';

/** Whether a cluster runs Flux with a multi-tenancy flag. */
export type FlagState =
  | {
      readonly state: 'on';
      readonly span: Span;
      /** What it is set to, as for `--default-service-account`. */
      readonly value: string;
    }
  | { readonly state: 'off' }
  /** The workspace does not show it, or it is not clear which cluster is meant and they differ. */
  | { readonly state: 'unknown' };

/** The multi-tenancy lockdown of a cluster, as far as the workspace shows it. */
export interface Lockdown {
  /** `--no-cross-namespace-refs`: references to sources and events stay within the namespace. */
  readonly noCrossNamespaceRefs: FlagState;
  /** `--no-remote-bases`: kustomizations take in nothing from outside their source. */
  readonly noRemoteBases: FlagState;
  /** `--default-service-account`: without an account of its own, an object is applied as this one. */
  readonly defaultServiceAccount: FlagState;
}

/** The lockdown that holds for an object: that of its cluster, or what all clusters have in common. */
export function lockdownFor(snapshot: Snapshot, object: FleetObject): Lockdown {
  const cluster = clusterOf(snapshot, object);
  const found = cluster ? shownLockdown(snapshot, cluster) : commonLockdown(snapshot);
  return declared(flagsDeclaredFor(snapshot, entryPointOf(snapshot, object).origin.file), found);
}

/** The lockdown of one cluster. */
export function lockdownOfCluster(snapshot: Snapshot, cluster: Cluster): Lockdown {
  return declared(flagsDeclaredFor(snapshot, cluster.root), shownLockdown(snapshot, cluster));
}

/**
 * Whether a controller of the cluster an object goes to refuses references into other namespaces. Unlike the lockdown as
 * a whole, this does not take one controller for the others.
 */
export function referenceFlagFor(
  snapshot: Snapshot,
  object: FleetObject,
  controller: string,
): FlagState {
  const { noCrossNamespaceRefs } = lockdownFor(snapshot, object);
  const cluster = clusterOf(snapshot, object);
  const isStated =
    flagsDeclaredFor(snapshot, entryPointOf(snapshot, object).origin.file).noCrossNamespaceRefs !==
    undefined;
  const isProfile =
    cluster?.installation.by === 'instance' &&
    multitenantProfile(cluster.installation.root) !== undefined;
  if (!cluster || isStated || isProfile) return noCrossNamespaceRefs;
  return flagOf(controllersOf(snapshot, cluster), controller, 'no-cross-namespace-refs');
}

/** What the configuration states for all clusters and for the one whose directory a path lies in. */
function flagsDeclaredFor(snapshot: Snapshot, path: string): DeclaredFlags {
  const { clusters, ...everywhere } = configurationOf(snapshot).lockdown;
  if (clusters.size === 0) return everywhere;
  const around = [...clusters].filter(([directory]) => isBelow(directory, path));
  const [innermost] = around.sort(([a], [b]) => b.length - a.length);
  return { ...everywhere, ...innermost?.[1].flags };
}

/** The lockdown that all clusters of the workspace have in common. */
export function lockdownOf(snapshot: Snapshot): Lockdown {
  return declared(configurationOf(snapshot).lockdown, commonLockdown(snapshot));
}

/** What the configuration states beats what the workspace shows. */
function declared(flags: DeclaredFlags, found: Lockdown): Lockdown {
  return {
    noCrossNamespaceRefs: stated(flags.noCrossNamespaceRefs) ?? found.noCrossNamespaceRefs,
    noRemoteBases: stated(flags.noRemoteBases) ?? found.noRemoteBases,
    defaultServiceAccount: stated(flags.defaultServiceAccount) ?? found.defaultServiceAccount,
  };
}

function stated(flag: Written<boolean | string> | undefined): FlagState | undefined {
  if (!flag) return undefined;
  const { value, span } = flag;
  return value === false ? off : { state: 'on', span, value: String(value) };
}

function commonLockdown(snapshot: Snapshot): Lockdown {
  return settled(snapshot, findCommon, levels.claims, sameLockdown);
}

function findCommon(snapshot: Snapshot): Lockdown {
  const found = clustersOf(snapshot).map((cluster) => shownLockdown(snapshot, cluster));
  const installed = found.length > 0 ? found : chartLockdowns(snapshot);
  return {
    noCrossNamespaceRefs: agreed(installed.map((each) => each.noCrossNamespaceRefs)),
    noRemoteBases: agreed(installed.map((each) => each.noRemoteBases)),
    defaultServiceAccount: agreed(installed.map((each) => each.defaultServiceAccount)),
  };
}

function sameLockdown(a: Lockdown, b: Lockdown): boolean {
  return (
    sameFlag(a.noCrossNamespaceRefs, b.noCrossNamespaceRefs) &&
    sameFlag(a.noRemoteBases, b.noRemoteBases) &&
    sameFlag(a.defaultServiceAccount, b.defaultServiceAccount)
  );
}

function sameFlag(a: FlagState, b: FlagState): boolean {
  if (a.state !== 'on' || b.state !== 'on') return a.state === b.state;
  return a.value === b.value && sameSpan(a.span, b.span);
}

function agreed(states: readonly FlagState[]): FlagState {
  const [first] = states;
  return first && states.every(({ state }) => state === first.state) ? first : unknown;
}

const unknown: FlagState = { state: 'unknown' };
const off: FlagState = { state: 'off' };

const allOff: Lockdown = {
  noCrossNamespaceRefs: off,
  noRemoteBases: off,
  defaultServiceAccount: off,
};

function shownLockdown(snapshot: Snapshot, cluster: Cluster): Lockdown {
  return deriveFor(snapshot, readLockdown, cluster, sameLockdown);
}

function readLockdown(snapshot: Snapshot, cluster: Cluster): Lockdown {
  const { installation } = cluster;
  const whole = installation.by === 'instance' ? multitenantProfile(installation.root) : undefined;
  return whole ?? lockdownBy(controllersOf(snapshot, cluster));
}

/** What kustomize-controller runs with holds for the cluster; that others may differ is said by a rule. */
function lockdownBy(controllers: readonly Controller[]): Lockdown {
  const state = (flag: string) => flagOf(controllers, 'kustomize-controller', flag);
  return {
    noCrossNamespaceRefs: state('no-cross-namespace-refs'),
    noRemoteBases: state('no-remote-bases'),
    defaultServiceAccount: state('default-service-account'),
  };
}

function flagOf(controllers: readonly Controller[], name: string, flag: string): FlagState {
  const controller = controllers.find((each) => each.name === name);
  const set = controller?.flags.get(flag);
  if (set) return set.value === 'false' || set.value === '' ? off : { state: 'on', ...set };
  // Without the controller itself a flag may be set in a file that is not here.
  return controller?.isWhole ? off : unknown;
}

/** The Flux Operator sets all flags at once (controlplaneio-fluxcd/flux-operator, internal/builder/profiles.go). */
function multitenantProfile(instance: YamlNode): Lockdown | undefined {
  const multitenant = valueAt(instance, 'spec', 'cluster', 'multitenant');
  if (!multitenant || textOf(multitenant) !== 'true') return undefined;
  const { span } = multitenant;
  const account = textAt(instance, 'spec', 'cluster', 'tenantDefaultServiceAccount') ?? 'default';
  return {
    noCrossNamespaceRefs: { state: 'on', span, value: 'true' },
    noRemoteBases: { state: 'on', span, value: 'true' },
    defaultServiceAccount: { state: 'on', span, value: account },
  };
}

/** The community's Helm chart of Flux locks down with one value, but leaves remote bases alone. */
function chartLockdowns(snapshot: Snapshot): readonly Lockdown[] {
  return objectsBy(snapshot, fluxCharts, '').map(({ root }) => {
    const values = valueAt(root, 'spec', 'values', 'multitenancy');
    const enabled = valueAt(values, 'enabled');
    if (!enabled || textOf(enabled) !== 'true') return allOff;
    const { span } = enabled;
    const account = textAt(values, 'defaultServiceAccount') ?? 'default';
    return {
      noCrossNamespaceRefs: { state: 'on', span, value: 'true' },
      noRemoteBases: off,
      defaultServiceAccount: { state: 'on', span, value: account },
    };
  });
}

const fluxCharts: ObjectKeys<''> = {
  kinds: [HelmRelease],
  keysOf: ({ root }) => (textAt(root, 'spec', 'chart', 'spec', 'chart') === 'flux2' ? [''] : []),
};
