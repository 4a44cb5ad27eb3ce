import { type Cluster, clusterOf, mayBeOn } from '../fleet/cluster.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { append } from '../fleet/group-by.ts';
import {
  FluxInstance,
  FluxKustomization,
  HelmRelease,
  Namespace,
  Role,
  ServiceAccount,
} from '../manifest/kind.ts';
import type { Span } from '../text/span.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { isOwnChart, namesInValues } from './chart-mentions.ts';
import { effectiveIdentity, userName } from './effective-identity.ts';
import { grantsFor } from './grants.ts';
import { type Account, bindingsIn, subjectsOf } from './identity.ts';
import { generatorsOfRights } from './object-generators.ts';
import { type BoundRole, roleAllows } from './roles.ts';

/** A place that may give accounts rights which the workspace does not show. */
export interface BlindSpot {
  readonly span: Span;
  /**
   * `made` where something in the workspace makes bindings for accounts that cannot be read off it; `elsewhere` where
   * content that may hold bindings is in another repository.
   */
  readonly type: 'made' | 'elsewhere';
}

interface Spot extends BlindSpot {
  readonly cluster: Cluster | undefined;
  /** Where the rights hold; `undefined` for the whole cluster. */
  readonly namespace: string | undefined;
  /** The user that makes the bindings, who cannot give more rights than the own. */
  readonly by: string | undefined;
  /** A name that an account or its namespace must have to be meant. */
  readonly mentioned: string | undefined;
}

/** What may give an account rights in a namespace, or in the whole cluster, on the cluster of an object. */
export function blindSpotsFor(
  snapshot: Snapshot,
  account: Account,
  object: FleetObject,
  namespace: string | undefined,
): readonly BlindSpot[] {
  const spots = derive(snapshot, findSpots);
  const user = userName(account);
  const cluster = clusterOf(snapshot, object);
  const meant = [undefined, account.namespace, account.name];
  const places = namespace === undefined ? [undefined] : [undefined, namespace];
  const keys = new Set(meant.flatMap((name) => places.map((place) => spotKey(place, name))));
  return [
    ...[...keys]
      .flatMap((key) => spots.get(key) ?? [])
      .filter((spot) => spot.by !== user)
      .filter((spot) => !spot.cluster || !cluster || spot.cluster === cluster),
    ...ownSpots(snapshot, account, object),
  ];
}

/** What stands in the way for this account alone: it is set up elsewhere, or one of its bindings is somewhere unknown. */
function ownSpots(snapshot: Snapshot, account: Account, object: FleetObject): readonly BlindSpot[] {
  const drifting = bindingsIn(snapshot)
    .naming(account)
    .filter(({ namespace }) => namespace.state === 'unknown')
    .map(({ anchor }) => ({ span: anchor, type: 'made' as const }));
  const isHere = clusterOf(snapshot, object) && isSetUp(snapshot, account, object);
  return isHere ? drifting : [...drifting, { span: object.anchor, type: 'elsewhere' }];
}

/** Kubernetes itself makes the account `default` in each namespace. */
function isSetUp(snapshot: Snapshot, { namespace, name }: Account, object: FleetObject): boolean {
  const fleet = fleetOf(snapshot);
  const cluster = clusterOf(snapshot, object);
  return [
    ...fleet.named(ServiceAccount, namespace, name),
    ...(name === 'default' ? fleet.named(Namespace, '', namespace) : []),
  ].some((each) => known(each.name) !== undefined && mayBeOn(snapshot, each, cluster));
}

function spotKey(namespace: string | undefined, mentioned: string | undefined): string {
  return `${namespace ?? '*'} ${mentioned ?? '*'}`;
}

/** Spots by `spotKey`. What is applied by the same user in the same place is one spot. */
function findSpots(snapshot: Snapshot): ReadonlyMap<string, readonly Spot[]> {
  const spots = new Map<string, Spot[]>();
  const seen = new Set<string>();
  for (const spot of [
    ...bindingsOfUnknown(snapshot),
    ...generatorsOfRights(snapshot).map((object) => spotAt(snapshot, object, 'made')),
    ...unseenSyncs(snapshot),
    ...unseenContents(snapshot),
  ]) {
    const key = spotKey(spot.namespace, spot.mentioned);
    const identity = `${key} ${spot.by} ${spot.type} ${spot.cluster?.root}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    append(spots, key, spot);
  }
  return spots;
}

function bindingsOfUnknown(snapshot: Snapshot): readonly Spot[] {
  return bindingsIn(snapshot).ofUnknown.flatMap((binding) =>
    subjectsOf(binding).flatMap((subject) => {
      if (subject.type !== 'unknown') return [];
      const mentioned = subject.name ?? subject.namespace;
      const namespace = known(binding.namespace);
      return [{ ...spotAt(snapshot, binding, 'made'), namespace, mentioned }];
    }),
  );
}

/** What a FluxInstance syncs from another repository is applied by kustomize-controller. */
function unseenSyncs(snapshot: Snapshot): readonly Spot[] {
  const { deliveries, ofKind } = fleetOf(snapshot);
  const seen = new Set(
    [...deliveries].filter(([, { complete }]) => complete).map(([by]) => by.origin),
  );
  return ofKind(FluxInstance)
    .filter(({ root, origin }) => valueAt(root, 'spec', 'sync') && !seen.has(origin))
    .map((instance) => spotAt(snapshot, instance, 'elsewhere'));
}

/** Kustomizations whose content is not all here, and HelmReleases. */
function unseenContents(snapshot: Snapshot): readonly Spot[] {
  const fleet = fleetOf(snapshot);
  const names = new Set(
    fleet.ofKind(ServiceAccount).flatMap((each) => [known(each.namespace), known(each.name)]),
  );
  return [
    ...fleet
      .ofKind(FluxKustomization)
      .filter((kustomization) => !fleet.contentOf(kustomization)?.complete)
      .flatMap((kustomization) => spotsOf(snapshot, kustomization, () => [undefined])),
    ...fleet
      .ofKind(HelmRelease)
      .flatMap((release) =>
        spotsOf(snapshot, release, () =>
          isOwnChart(release)
            ? [undefined]
            : [...namesAbout(release)].filter((name) => names.has(name)),
        ),
      ),
  ];
}

/**
 * Where an object with unseen content may bind somebody: wherever its account may write bindings or roles, which then
 * give nobody more than the account has. As the controller, or as an account that is set up elsewhere, it may bind
 * whomever it mentions anywhere.
 */
function spotsOf(
  snapshot: Snapshot,
  object: FleetObject,
  mentions: () => readonly (string | undefined)[],
): readonly Spot[] {
  const identity = effectiveIdentity(snapshot, object);
  if (identity?.type === 'kubeconfig') return [];
  const account = identity?.type === 'account' ? identity.account : undefined;
  const spot = { ...spotAt(snapshot, object, 'elsewhere'), by: account && userName(account) };
  const grants = account ? grantsFor(snapshot, account, object) : [];
  if (!account || grants.length === 0 || !isSetUp(snapshot, account, object)) {
    return mentions().map((mentioned) => ({ ...spot, mentioned }));
  }
  return grants
    .filter(({ role }) => mayPatch(role, 'rolebindings') || mayPatch(role, 'roles'))
    .map(({ namespace }) => ({ ...spot, namespace }));
}

function mayPatch(role: BoundRole, resource: string): boolean {
  return roleAllows(role, { verb: 'patch', group: Role.group, resource }) !== 'no';
}

/** What a release is about: where it goes, and what its values mention. */
function namesAbout(release: FleetObject): readonly string[] {
  const places = [release.namespace, readString(release, 'spec', 'targetNamespace')];
  return [...places.flatMap((place) => known(place) ?? []), ...namesInValues(release)];
}

function spotAt(snapshot: Snapshot, object: FleetObject, type: BlindSpot['type']): Spot {
  const cluster = clusterOf(snapshot, object);
  const everywhere = { namespace: undefined, by: undefined, mentioned: undefined };
  return { span: object.anchor, type, cluster, ...everywhere };
}
