import { configurationOf } from '../config/configuration.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { keysBy, objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import {
  ClusterRoleBinding,
  FluxInstance,
  HelmRelease,
  isFluxGroup,
  Namespace,
  OCIRepository,
  ServiceAccount,
} from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import { deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt } from '../yaml/node.ts';
import { ownerDeclared } from './declared-tenants.ts';

/** What the workspace shows of the platform that runs the tenants. */
export interface Platform {
  /** True if something shows a platform team's hand: bootstrap files, a FluxInstance, objects in Flux's own namespace. */
  readonly isShown: boolean;
  /** True for Flux's own namespaces, those of Kubernetes, and those that the settings name: no label makes them a tenant's. */
  runsIn(namespace: string): boolean;
  /** True for those, and for namespaces whose accounts administer the whole cluster. */
  owns(namespace: string): boolean;
}

/** Namespace that `flux bootstrap` and the Flux Operator install into unless told otherwise. */
const defaultFluxNamespace = 'flux-system';

/** The platform of a snapshot. */
export function platformOf(snapshot: Snapshot): Platform {
  return engineOf(snapshot).service(platformIn);
}

function platformIn({ view }: Engine): Platform {
  return {
    get isShown() {
      return settled(view, isShown, levels.claims);
    },
    runsIn: (namespace) => deriveFor(view, runsIn, namespace),
    owns: (namespace) => deriveFor(view, owns, namespace),
  };
}

function isShown(snapshot: Snapshot): boolean {
  const isInstalled = keysBy(snapshot, installers).size > 0;
  return isInstalled || objectsBy(snapshot, fluxObjects, defaultFluxNamespace).length > 0;
}

function runsIn(snapshot: Snapshot, namespace: string): boolean {
  if (ownerDeclared(snapshot, namespace) !== undefined) return false;
  const isFluxs = namespace === defaultFluxNamespace || installsInto(snapshot, namespace);
  if (isFluxs || namespace.startsWith('kube-')) return true;
  return configurationOf(snapshot).platformNamespaces.includes(namespace);
}

function installsInto(snapshot: Snapshot, namespace: string): boolean {
  return namespace !== '' && objectsBy(snapshot, installers, namespace).length > 0;
}

/** A tenant that is proven by its labels stays a tenant, and rights in the whole cluster are a mistake then. */
function owns(snapshot: Snapshot, namespace: string): boolean {
  if (platformOf(snapshot).runsIn(namespace)) return true;
  const isPrivileged = objectsBy(snapshot, clusterAdmins, namespace).length > 0;
  return isPrivileged && ownerDeclared(snapshot, namespace) === undefined;
}

/** What installs Flux, by the namespace; the empty one where none is named. */
const installers: ObjectKeys<string> = {
  keysOf: (object) => {
    const namespace = whereFluxIsInstalled(object);
    return namespace === undefined ? [] : [namespace];
  },
};

/** Objects of Flux's APIs by their namespace, where it is known. */
export const fluxObjects: ObjectKeys<string> = {
  keysOf: ({ group, namespace }) => {
    const name = isFluxGroup(group) ? known(namespace) : undefined;
    return name === undefined ? [] : [name];
  },
};

/** Bindings by the namespaces whose service accounts they make administrators of the whole cluster. */
const clusterAdmins: ObjectKeys<string> = {
  kinds: [ClusterRoleBinding],
  keysOf: ({ root }) => {
    if (textAt(root, 'roleRef', 'name') !== 'cluster-admin') return [];
    const accounts = itemsOf(valueAt(root, 'subjects')).filter(
      (subject) => textAt(subject, 'kind') === ServiceAccount.kind,
    );
    return new Set(accounts.flatMap((subject) => textAt(subject, 'namespace') || []));
  },
};

/**
 * The namespace into which an object installs Flux; empty where it installs Flux without naming one, `undefined`
 * where it has nothing to do with that.
 */
function whereFluxIsInstalled(object: FleetObject): string | undefined {
  const namespace = known(object.namespace) ?? '';
  const name = known(object.name) ?? '';
  if (object.group === FluxInstance.group && object.kind === FluxInstance.kind) return namespace;
  if (object.group === 'apps' && /^(kustomize|helm)-controller$/.test(name)) return namespace;
  if (object.kind === Namespace.kind && object.group === Namespace.group) {
    const partOf = textAt(object.root, 'metadata', 'labels', 'app.kubernetes.io/part-of');
    return partOf === 'flux' ? name : undefined;
  }
  return installsFluxByChart(object) ? namespace : undefined;
}

/** The charts of the Flux Operator, of its instances, and of the community's Flux distribution. */
function installsFluxByChart(object: FleetObject): boolean {
  const charts = /(^|\/)(flux-operator|flux-instance|flux2)$/;
  if (object.group === HelmRelease.group && object.kind === HelmRelease.kind) {
    return charts.test(textAt(object.root, 'spec', 'chart', 'spec', 'chart') ?? '');
  }
  return (
    object.group === OCIRepository.group &&
    object.kind === OCIRepository.kind &&
    charts.test(textAt(object.root, 'spec', 'url') ?? '')
  );
}
