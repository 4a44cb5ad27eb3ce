import { sameList } from '../incremental/same.ts';
import type { Build, BuiltObject } from '../kustomize/build.ts';
import type { BuildNote } from '../kustomize/build-trace.ts';
import { FluxKustomization, type GroupKind, kindName, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import { type Applied, appliedBy } from './applied-content.ts';
import { entryPointOf } from './delivery-chain.ts';
import {
  allObjects,
  modelOf,
  objectsBy,
  objectsCalled,
  objectsIn,
  objectsNamed,
  objectsOfKind,
} from './fleet-store.ts';
import { signatureOf } from './kustomization-signature.ts';
import { byOrigin } from './object-keys.ts';
import { inOrder } from './object-store.ts';

/**
 * A manifest as one cluster gets to see it: after the kustomizations that take it in and, where the workspace shows
 * it, after the Flux Kustomization that applies it. A document that is built several times is several fleet objects.
 */
export interface FleetObject extends Manifest {
  /**
   * The document it was made from; for a generated object the configuration that generates it. A template in a
   * ResourceSet counts as one, but shows nothing that could be edited.
   */
  readonly origin: Manifest;
  readonly delivery: Delivery;
  /** What the name begins with, where kustomize appends a hash of the content to it: `name` is unknown then. */
  readonly nameBeforeHash?: string | undefined;
  /** Set for what a ResourceSet makes. */
  readonly template?: TemplateReference | undefined;
}

/** The template that an object was made from. */
export interface TemplateReference {
  readonly set: FleetObject;
  /** The input `tenant`, where the object or its namespace is named after it. */
  readonly tenant: YamlNode | undefined;
}

/** How an object gets from the repository to a cluster, as far as the workspace shows it. */
export type Delivery =
  | {
      readonly mode: 'flux';
      /** The Flux Kustomization that applies it. */
      readonly by: FleetObject;
      readonly directory: DirectoryPath;
      /** True if it goes to another cluster, by a kubeconfig here or further up: the namespaces there are others. */
      readonly remote: boolean;
    }
  | {
      readonly mode: 'kustomize';
      /** The outermost kustomization that takes it in; who applies that is not known. */
      readonly directory: DirectoryPath;
    }
  /** No kustomization takes it in; it stands for itself. */
  | { readonly mode: 'declared' };

/** All objects that the workspace delivers. */
export interface Fleet {
  /** Objects of the clusters that run Flux; what they send to other clusters is left to `contentOf`. */
  readonly objects: readonly FleetObject[];
  /** Objects of the given kinds. */
  ofKind(...kinds: readonly GroupKind[]): readonly FleetObject[];
  /** Objects that are called so, and those whose name or namespace is not known and may be that. */
  named(kind: GroupKind, namespace: string, name: string): readonly FleetObject[];
  /** True if there are objects of a kind. */
  has(kind: GroupKind): boolean;
  /** Objects of a kind that are surely called so, in whatever namespace. */
  called(kind: GroupKind, name: string): readonly FleetObject[];
  /** Objects of a kind that are in a namespace, and those whose namespace is not known and may be that. */
  inNamespace(kind: GroupKind, namespace: string): readonly FleetObject[];
  /** Everything that the same document becomes, in all builds it takes part in. */
  variantsOf(object: FleetObject): readonly FleetObject[];
  /** The first of them: enough to see whether they differ. */
  someVariantsOf(object: FleetObject): readonly FleetObject[];
  /** How many they are. */
  numberOfVariants(object: FleetObject): number;
  /** The Flux Kustomization that starts the chain by which an object is delivered; the object itself without one. */
  entryPointOf(object: FleetObject): FleetObject;
  /** What a Flux Kustomization applies; `undefined` where its content is not in this workspace. */
  contentOf(kustomization: FleetObject): Content | undefined;
  /** What kustomize makes of the path of a Flux Kustomization in this workspace, even where that fails. */
  buildOf(kustomization: FleetObject): Build | undefined;
  /** Whether all of that could be evaluated; `undefined` where its content is not in this workspace. */
  isComplete(kustomization: FleetObject): boolean | undefined;
  /** Why kustomize would refuse to build the path of a Flux Kustomization. */
  failureOf(kustomization: FleetObject): BuildNote | undefined;
  /** The patches on that way that change nothing. */
  missesOf(kustomization: FleetObject): readonly BuildNote[];
  /** The directory of that; the same for as long as that is, whatever changes inside. */
  directoryOfContent(kustomization: FleetObject): DirectoryPath | undefined;
  /** All Flux Kustomizations whose content is in this workspace, those for other clusters among them. */
  readonly deliveries: ReadonlyMap<FleetObject, Content>;
  /** What kustomize makes of the path of each Flux Kustomization in this workspace, failed builds among them. */
  readonly builds: ReadonlyMap<FleetObject, Build>;
}

/** What one Flux Kustomization applies. */
export interface Content {
  readonly directory: DirectoryPath;
  readonly objects: readonly FleetObject[];
  /** The same before anything is left out for being no whole object. */
  readonly built: readonly BuiltObject[];
  /** False where something in it could not be evaluated, such as a remote base. */
  readonly complete: boolean;
}

/** The fleet of a snapshot. */
export function fleetOf(snapshot: Snapshot): Fleet {
  return engineOf(snapshot).service(fleetIn);
}

function fleetIn({ view }: Engine): Fleet {
  return {
    get objects() {
      return allObjects(view);
    },
    ofKind: (...kinds) => {
      const [only] = kinds;
      return only && kinds.length === 1
        ? objectsOfKind(view, only)
        : kinds.flatMap((kind) => objectsOfKind(view, kind));
    },
    named: (kind, namespace, name) => objectsNamed(view, kind, namespace, name),
    has: (kind) => deriveFor(view, isThere, kind, Object.is, kindName(kind)),
    called: (kind, name) => objectsCalled(view, kind, name),
    inNamespace: (kind, namespace) => objectsIn(view, kind, namespace),
    variantsOf: ({ origin }) => objectsBy(view, byOrigin, origin),
    someVariantsOf: ({ origin }) => deriveFor(view, someVariants, origin, sameList),
    numberOfVariants: ({ origin }) => deriveFor(view, countVariants, origin),
    entryPointOf: (object) => entryPointOf(view, object),
    contentOf: (kustomization) => appliedOnce(view, kustomization)?.content,
    buildOf: (kustomization) => appliedOnce(view, kustomization)?.build,
    failureOf: (kustomization) => deriveFor(view, findFailure, kustomization),
    missesOf: (kustomization) => deriveFor(view, findMisses, kustomization, sameList),
    directoryOfContent: (kustomization) => deriveFor(view, findDirectory, kustomization),
    isComplete: (kustomization) =>
      sameKind(kustomization, FluxKustomization)
        ? modelOf(engineOf(view)).deliveries.completeness.get(signatureOf(kustomization))
        : undefined,
    get deliveries() {
      return partsOfAll(view, ({ content }) => content);
    },
    get builds() {
      return partsOfAll(view, ({ build }) => build);
    },
  };
}

/**
 * What a Kustomization applies. What delivers an object may be equal to a Kustomization of the fleet without being it,
 * where one applies itself.
 */
function appliedOnce(snapshot: Snapshot, kustomization: FleetObject): Applied | undefined {
  if (!sameKind(kustomization, FluxKustomization)) return undefined;
  const { appliers } = modelOf(engineOf(snapshot)).deliveries;
  const [same = kustomization] = appliers.get(signatureOf(kustomization));
  return appliedBy(snapshot, same);
}

function partsOfAll<T>(
  snapshot: Snapshot,
  part: (applied: Applied) => T | undefined,
): ReadonlyMap<FleetObject, T> {
  const { appliers } = modelOf(engineOf(snapshot)).deliveries;
  const parts = new Map<FleetObject, T>();
  const all = [...appliers.keys()].flatMap((signature) => appliers.get(signature));
  for (const kustomization of all.sort(inOrder)) {
    const applied = appliedBy(snapshot, kustomization);
    const found = applied && part(applied);
    if (found) parts.set(kustomization, found);
  }
  return parts;
}

function findFailure(snapshot: Snapshot, kustomization: FleetObject): BuildNote | undefined {
  return appliedOnce(snapshot, kustomization)?.build.failure;
}

function findMisses(snapshot: Snapshot, kustomization: FleetObject): readonly BuildNote[] {
  return appliedOnce(snapshot, kustomization)?.build.misses ?? [];
}

function findDirectory(snapshot: Snapshot, kustomization: FleetObject): DirectoryPath | undefined {
  return appliedOnce(snapshot, kustomization)?.content?.directory;
}

function someVariants(snapshot: Snapshot, origin: Manifest): readonly FleetObject[] {
  return objectsBy(snapshot, byOrigin, origin).slice(0, 20);
}

function countVariants(snapshot: Snapshot, origin: Manifest): number {
  return objectsBy(snapshot, byOrigin, origin).length;
}

function isThere(snapshot: Snapshot, kind: GroupKind): boolean {
  return objectsOfKind(snapshot, kind).length > 0;
}
