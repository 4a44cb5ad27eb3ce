import type { Build, BuiltObject } from '../kustomize/build.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import { deliverByFlux } from './flux-deliveries.ts';
import { ObjectIndex } from './object-index.ts';
import { declaredObjects, kustomizeRoots } from './undelivered-objects.ts';

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

/** True for objects of another cluster than the one whose Flux delivers them. */
export function isRemote({ delivery }: FleetObject): boolean {
  return delivery.mode === 'flux' && delivery.remote;
}

/** All objects that the workspace delivers. */
export interface Fleet {
  /** Objects of the clusters that run Flux; what they send to other clusters is left to `contentOf`. */
  readonly objects: readonly FleetObject[];
  /** Objects of the given kinds. */
  ofKind(...kinds: readonly GroupKind[]): readonly FleetObject[];
  /** Objects that are called so, and those whose name or namespace is not known and may be that. */
  named(kind: GroupKind, namespace: string, name: string): readonly FleetObject[];
  /** Everything that the same document becomes, in all builds it takes part in. */
  variantsOf(object: FleetObject): readonly FleetObject[];
  /** What a Flux Kustomization applies; `undefined` where its content is not in this workspace. */
  contentOf(kustomization: FleetObject): Content | undefined;
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
  return derive(snapshot, buildFleet);
}

function buildFleet(snapshot: Snapshot): Fleet {
  const roots = kustomizeRoots(snapshot);
  const initial = [...roots.objects, ...declaredObjects(snapshot, roots.inputs)];
  const { objects: delivered, contents, builds, contentOf } = deliverByFlux(snapshot, initial);
  const objects = delivered.filter((object) => !isRemote(object));
  const index = new ObjectIndex(objects);
  return {
    objects,
    ofKind: (...kinds) => index.ofKind(kinds),
    named: (kind, namespace, name) => index.named(kind, namespace, name),
    variantsOf: (object) => index.madeOf(object.origin),
    contentOf,
    deliveries: contents,
    builds,
  };
}
