import { buildFluxKustomization } from '../flux/build-flux-kustomization.ts';
import { ConfigMap, FluxKustomization, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type DirectoryPath, resolvePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { Content, FleetObject } from './fleet.ts';
import { ObjectIndex } from './object-index.ts';
import {
  deliversThisWorkspace,
  identityOf,
  type RepositoryIdentity,
} from './repository-identity.ts';
import { ResourceSetObjects } from './resource-set-objects.ts';
import { fleetObjects } from './undelivered-objects.ts';

/** Kustomizations that deliver Kustomizations: no real fleet nests deeper, and a cycle ends here. */
const deepestNesting = 8;

/**
 * Applies the Flux Kustomizations found so far, then those that come out of them, until nothing changes. An object
 * that Flux delivers is no longer counted where it was found before. What a ResourceSet makes goes where the ResourceSet
 * goes, but is no content of the Kustomization that delivers it.
 */
export function deliverByFlux(
  snapshot: Snapshot,
  initial: readonly FleetObject[],
): {
  readonly objects: readonly FleetObject[];
  readonly contents: ReadonlyMap<FleetObject, Content>;
} {
  const resourceSets = new ResourceSetObjects();
  let objects = resourceSets.addedTo(initial);
  const applied = new AppliedContents(snapshot, objects);
  let contents = applied.of(objects);
  for (let round = 0; round < deepestNesting; round++) {
    const next = resourceSets.addedTo(merge(initial, contents));
    const nextContents = applied.of(next);
    const settled = sameContents(contents, nextContents);
    objects = next;
    contents = nextContents;
    if (settled) break;
  }
  return { objects, contents };
}

/** Remembers what was applied: the same Kustomization gives the same objects again, not equal ones. */
class AppliedContents {
  readonly #snapshot: Snapshot;
  readonly #repository: RepositoryIdentity;
  readonly #found: ObjectIndex;
  readonly #bySignature = new Map<string, Content | undefined>();

  constructor(snapshot: Snapshot, initial: readonly FleetObject[]) {
    this.#snapshot = snapshot;
    this.#repository = identityOf(initial, snapshot.checkout);
    this.#found = new ObjectIndex(initial);
  }

  of(objects: readonly FleetObject[]): ReadonlyMap<FleetObject, Content> {
    const contents = new Map<FleetObject, Content>();
    for (const object of objects) {
      if (!sameKind(object, FluxKustomization)) continue;
      const content = this.#contentOf(object);
      if (content) contents.set(object, content);
    }
    return contents;
  }

  #contentOf(kustomization: FleetObject): Content | undefined {
    const signature = signatureOf(kustomization);
    if (!this.#bySignature.has(signature)) {
      this.#bySignature.set(signature, this.#apply(kustomization));
    }
    return this.#bySignature.get(signature);
  }

  #apply(kustomization: FleetObject): Content | undefined {
    const directory = directoryOfPath(this.#snapshot, kustomization);
    if (directory === undefined) return undefined;
    if (!deliversThisWorkspace(kustomization, directory, this.#repository)) return undefined;
    const built = buildFluxKustomization(this.#snapshot, kustomization, directory, (name) =>
      this.#configMapData(kustomization, name),
    );
    if (built.failure) return undefined;
    return {
      directory,
      objects: fleetObjects(built, {
        mode: 'flux',
        by: kustomization,
        directory,
        remote: goesElsewhere(kustomization),
      }),
      built: built.objects,
      complete: built.gaps.length === 0,
    };
  }

  /** Variables are read from the namespace of the Kustomization (fluxcd/pkg, kustomize/kustomize_varsub.go). */
  #configMapData(kustomization: FleetObject, name: string): YamlNode | undefined {
    const namespace = known(kustomization.namespace);
    if (namespace === undefined) return undefined;
    const [only, ...others] = this.#found.named(ConfigMap, namespace, name);
    const isIt = others.length === 0 && known(only?.name ?? kustomization.name) === name;
    return isIt ? valueAt(only?.root, 'data') : undefined;
  }
}

function sameContents(
  before: ReadonlyMap<FleetObject, Content>,
  after: ReadonlyMap<FleetObject, Content>,
): boolean {
  const seen = new Set(before.values());
  return before.size === after.size && [...after.values()].every((content) => seen.has(content));
}

function goesElsewhere({ root, delivery }: FleetObject): boolean {
  const isUpstream = delivery.mode === 'flux' && delivery.remote;
  return isUpstream || valueAt(root, 'spec', 'kubeConfig') !== undefined;
}

/** The directory of `spec.path`, which is relative to the root of the source whatever it begins with. */
function directoryOfPath(
  snapshot: Snapshot,
  kustomization: FleetObject,
): DirectoryPath | undefined {
  const path = readString(kustomization, 'spec', 'path');
  if (path.state === 'unknown') return undefined;
  const directory = resolvePath('', (known(path) ?? '').replace(/^\/+/, ''));
  return directory !== undefined && directoriesOf(snapshot).has(directory) ? directory : undefined;
}

function merge(
  initial: readonly FleetObject[],
  contents: ReadonlyMap<FleetObject, Content>,
): readonly FleetObject[] {
  const delivered = [...contents.values()].flatMap(({ objects }) => objects);
  const origins = new Set(delivered.map(({ origin }) => documentOf(origin)));
  return [...initial.filter(({ origin }) => !origins.has(documentOf(origin))), ...delivered];
}

function documentOf(manifest: Manifest): string {
  return `${manifest.file}#${manifest.index}`;
}

/** Equal for Kustomizations that are applied in the same way and say the same. */
function signatureOf({ origin, delivery, name, namespace, root }: FleetObject): string {
  const through = delivery.mode === 'flux' ? documentOf(delivery.by.origin) : delivery.mode;
  const identity = [documentOf(origin), through, name, namespace];
  return `${JSON.stringify(identity)}${textOfNode(valueAt(root, 'spec'))}`;
}

/** The content of a value with the place it was written at, so that equal texts from two patches differ. */
function textOfNode(node: YamlNode | undefined): string {
  switch (node?.type) {
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${key}:${textOfNode(value)}`).join()}}`;
    case 'sequence':
      return `[${node.items.map(textOfNode).join()}]`;
    case 'scalar':
      return `${JSON.stringify(String(node.value))}@${node.span.file}:${node.span.start}`;
    default:
      return node?.why ?? '';
  }
}
