import { type Cluster, clusterAt, clusterOf } from '../fleet/cluster.ts';
import type { Contribution, Contributions } from '../fleet/contributions.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { syncOf } from '../fleet/instance-sync.ts';
import { sameList } from '../incremental/same.ts';
import {
  ClusterRoleBinding,
  FluxInstance,
  FluxKustomization,
  HelmRelease,
  Role,
  RoleBinding,
  sameKind,
} from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { type AccountThere, idOfAccount, isSetUp } from './account-there.ts';
import { isOwnChart, namesInValues } from './chart-mentions.ts';
import { effectiveIdentity, userName } from './effective-identity.ts';
import { grantsOn } from './grants.ts';
import { type Account, subjectsOf } from './identity.ts';
import { type BoundRole, roleAllows } from './roles.ts';

/**
 * Places that may give accounts rights, by `spotKey`: the user that makes the bindings there, who cannot give more rights
 * than the own; `undefined` where that is somebody who may give all.
 */
export const unseenBindings: Contributions<string, string | undefined> = {
  kinds: [RoleBinding, ClusterRoleBinding, FluxInstance, FluxKustomization, HelmRelease],
  level: levels.rights,
  of: (snapshot, object) => {
    if (sameKind(object, FluxInstance)) return unseenSync(snapshot, object);
    if (sameKind(object, FluxKustomization)) return unseenContent(snapshot, object);
    if (sameKind(object, HelmRelease)) return unseenChart(snapshot, object);
    return unknownSubjects(snapshot, object);
  },
};

type Spot = Contribution<string, string | undefined>;

/**
 * The rights hold in a namespace, or in the whole cluster without one. `mention` is a name that an account or its
 * namespace must have to be meant, or empty.
 */
export function spotKey(
  root: DirectoryPath | undefined,
  namespace: string | undefined,
  mention: string,
): string {
  return `${root === undefined ? '' : `on ${root}`}\n${namespace ?? ''}\n${mention}`;
}

function unknownSubjects(snapshot: Snapshot, binding: FleetObject): readonly Spot[] {
  return subjectsOf(binding).flatMap((subject) => {
    if (subject.type !== 'unknown') return [];
    const name = subject.name ?? subject.namespace;
    const mention = name === undefined ? '' : mentionedAs(name);
    return [spotAt(snapshot, binding, undefined, known(binding.namespace), mention)];
  });
}

/** What a FluxInstance syncs from another repository is applied by kustomize-controller. */
function unseenSync(snapshot: Snapshot, instance: FleetObject): readonly Spot[] {
  const fleet = fleetOf(snapshot);
  const isSeen = () => fleet.variantsOf(instance).some((each) => fleet.isComplete(syncOf(each)));
  return !valueAt(instance.root, 'spec', 'sync') || isSeen()
    ? []
    : [spotAt(snapshot, instance, undefined)];
}

function unseenContent(snapshot: Snapshot, kustomization: FleetObject): readonly Spot[] {
  return fleetOf(snapshot).isComplete(kustomization)
    ? []
    : spotsOf(snapshot, kustomization, () => ['']);
}

function unseenChart(snapshot: Snapshot, release: FleetObject): readonly Spot[] {
  return spotsOf(snapshot, release, () =>
    isOwnChart(release) ? [''] : namesAbout(release).map(mentionedByChart),
  );
}

/**
 * Where an object with unseen content may bind somebody: wherever its account may write bindings or roles, which then
 * give nobody more than the account has. As the controller, or as an account that is set up elsewhere, it may bind
 * whomever it mentions anywhere.
 */
function spotsOf(
  snapshot: Snapshot,
  object: FleetObject,
  mentions: () => readonly string[],
): readonly Spot[] {
  const identity = effectiveIdentity(snapshot, object);
  if (identity?.type === 'kubeconfig') return [];
  const account = identity?.type === 'account' ? identity.account : undefined;
  const by = account && userName(account);
  const places = account && placesToBind(snapshot, account, clusterOf(snapshot, object));
  return places
    ? places.map((namespace) => spotAt(snapshot, object, by, namespace))
    : mentions().map((mention) => spotAt(snapshot, object, by, undefined, mention));
}

/** The namespaces where an account may bind somebody; `undefined` where the account is set up elsewhere. */
function placesToBind(
  snapshot: Snapshot,
  account: Account,
  cluster: Cluster | undefined,
): readonly (string | undefined)[] | undefined {
  const key = { account, root: cluster?.root };
  return deriveFor(snapshot, findPlaces, key, sameList, idOfAccount(key));
}

function findPlaces(
  snapshot: Snapshot,
  { account, root }: AccountThere,
): readonly (string | undefined)[] | undefined {
  const cluster = clusterAt(snapshot, root);
  const grants = grantsOn(snapshot, account, cluster);
  if (grants.length === 0 || !isSetUp(snapshot, account, cluster)) return undefined;
  const binding = grants.filter(
    ({ role }) => mayPatch(role, 'rolebindings') || mayPatch(role, 'roles'),
  );
  return [...new Set(binding.map(({ namespace }) => namespace))];
}

function mayPatch(role: BoundRole, resource: string): boolean {
  return roleAllows(role, { verb: 'patch', group: Role.group, resource }) !== 'no';
}

function spotAt(
  snapshot: Snapshot,
  object: FleetObject,
  by: string | undefined,
  namespace?: string,
  mention = '',
): Spot {
  return { key: spotKey(clusterOf(snapshot, object)?.root, namespace, mention), value: by };
}

/** What a release is about: where it goes, and what its values mention. */
function namesAbout(release: FleetObject): readonly string[] {
  const places = [release.namespace, readString(release, 'spec', 'targetNamespace')];
  const names = [...places.flatMap((place) => known(place) ?? []), ...namesInValues(release)];
  return [...new Set(names)];
}

/** How a binding mentions an account, or the namespace of one. */
export function mentionedAs(name: string): string {
  return `subject ${name}`;
}

/** How a chart does. */
export function mentionedByChart(name: string): string {
  return `chart ${name}`;
}
