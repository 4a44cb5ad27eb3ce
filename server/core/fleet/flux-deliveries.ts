import { buildFluxKustomization } from '../flux/build-flux-kustomization.ts';
import type { Build } from '../kustomize/build.ts';
import { sourceIgnoreFiles } from '../kustomize/source-ignore.ts';
import { ConfigMap, FluxKustomization, sameKind } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, isBelow, resolvePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { Content, FleetObject } from './fleet.ts';
import { instanceSyncs } from './instance-sync.ts';
import { ObjectIndex } from './object-index.ts';
import {
  deliversThisWorkspace,
  identityOf,
  isGuessedByPath,
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
  readonly builds: ReadonlyMap<FleetObject, Build>;
  readonly contentOf: (kustomization: FleetObject) => Content | undefined;
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
  return {
    objects,
    contents,
    builds: applied.buildsOf(objects),
    contentOf: (kustomization) => applied.contentOf(kustomization),
  };
}

/**
 * Remembers what was applied: the same Kustomization gives the same objects again, not equal ones. What was applied in
 * the snapshot before is used again as long as everything it was made from is the same.
 */
class AppliedContents {
  readonly #snapshot: Snapshot;
  readonly #repository: RepositoryIdentity;
  readonly #found: ObjectIndex;
  readonly #now = new Map<string, Applied>();

  constructor(snapshot: Snapshot, initial: readonly FleetObject[]) {
    this.#snapshot = snapshot;
    this.#repository = identityOf(initial, snapshot.checkout);
    this.#found = new ObjectIndex(initial);
  }

  /** What the Kustomizations among some objects apply. */
  of(objects: readonly FleetObject[]): ReadonlyMap<FleetObject, Content> {
    return this.#collect(objects, ({ content }) => content);
  }

  /**
   * What one Kustomization applies. What delivers an object may be equal to a Kustomization of the fleet without being
   * it, where it was found again in a later round or kept from an earlier snapshot.
   */
  contentOf(kustomization: FleetObject): Content | undefined {
    const applied = sameKind(kustomization, FluxKustomization)
      ? this.#now.get(signatureOf(kustomization))
      : undefined;
    return applied?.isOurs ? applied.content : undefined;
  }

  /** The same, but what kustomize makes of it, failed builds among them. */
  buildsOf(objects: readonly FleetObject[]): ReadonlyMap<FleetObject, Build> {
    return this.#collect(objects, ({ build }) => build);
  }

  #collect<T>(
    objects: readonly FleetObject[],
    part: (applied: Applied) => T | undefined,
  ): ReadonlyMap<FleetObject, T> {
    const parts = new Map<FleetObject, T>();
    const kustomizations = objects.filter((object) => sameKind(object, FluxKustomization));
    for (const kustomization of [...instanceSyncs(objects), ...kustomizations]) {
      const applied = this.#appliedBy(kustomization);
      const found = applied.isOurs ? part(applied) : undefined;
      if (found) parts.set(kustomization, found);
    }
    return parts;
  }

  #appliedBy(kustomization: FleetObject): Applied {
    const signature = signatureOf(kustomization);
    let applied = this.#now.get(signature);
    if (!applied) {
      applied = this.#apply(kustomization);
      this.#now.set(signature, applied);
    }
    return applied;
  }

  #apply(kustomization: FleetObject): Applied {
    const directory = directoryOfPath(this.#snapshot, kustomization);
    const nothing = {
      kustomization,
      directory: directory ?? '',
      read: [],
      configMaps: new Map(),
      mayBeOurs: false,
      isOurs: false,
      build: undefined,
      content: undefined,
    };
    if (directory === undefined) return nothing;
    const mayBeOurs = deliversThisWorkspace(kustomization, directory, this.#repository);
    if (!mayBeOurs) return nothing;
    const configMaps = new Map<string, YamlNode | undefined>();
    const built = buildFluxKustomization(this.#snapshot, kustomization, directory, (name) => {
      const data = this.#configMapData(kustomization, name);
      configMaps.set(name, data);
      return data;
    });
    const inputs = built.inputs.flatMap(({ file }) => this.#snapshot.files.get(file) ?? []);
    const read = [...inputs, ...sourceIgnoreFiles(this.#snapshot)];
    if (isCoincidence(built, kustomization, this.#repository)) {
      return { ...nothing, read, configMaps, mayBeOurs };
    }
    const content = built.failure ? undefined : contentFrom(built, kustomization, directory);
    return { ...nothing, read, configMaps, mayBeOurs, isOurs: true, build: built, content };
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

/** What a Kustomization applies, and all that this was made from beside the Kustomization itself. */
interface Applied {
  readonly kustomization: FleetObject;
  readonly directory: DirectoryPath;
  readonly read: readonly FileFacts[];
  readonly configMaps: ReadonlyMap<string, YamlNode | undefined>;
  /** What was decided before anything was built, and can be asked again at no cost. */
  readonly mayBeOurs: boolean;
  /** False where its source is another repository. */
  readonly isOurs: boolean;
  readonly build: Build | undefined;
  /** `undefined` where kustomize would refuse to build. */
  readonly content: Content | undefined;
}

/**
 * True for a path such as `./production` that another repository happens to share with this one. Where no URL says which
 * repository is meant, a Kustomization that would apply itself is none of it: that is for what bootstraps a cluster,
 * which lies in the directory that it applies.
 */
function isCoincidence(
  { directory, inputs }: Build,
  kustomization: FleetObject,
  repository: RepositoryIdentity,
): boolean {
  const own = kustomization.origin.file;
  const mayBootstrap = directory.includes('/') && isBelow(directory, own);
  return (
    !mayBootstrap &&
    isGuessedByPath(kustomization, repository) &&
    inputs.some(({ file }) => file === own)
  );
}

function contentFrom(built: Build, by: FleetObject, directory: DirectoryPath): Content {
  const remote = goesElsewhere(by);
  return {
    directory,
    objects: fleetObjects(built, { mode: 'flux', by, directory, remote }),
    built: built.objects,
    complete: built.gaps.length === 0,
  };
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
  const origins = new Set(delivered.map(sourceOf));
  return [...initial.filter((object) => !origins.has(sourceOf(object))), ...delivered];
}

/** What an object was made from: its document or, for generated ones, which have none, the configuration that makes it. */
function sourceOf({ origin }: FleetObject): object | string {
  return origin.index < 0 ? origin.file : origin;
}

/** Equal for Kustomizations that say the same and are applied in the same way by the same. */
const signatureOf = remembered((kustomization: FleetObject): string => {
  const { delivery } = kustomization;
  const through = delivery.mode === 'flux' ? `${delivery.remote} ${selfOf(delivery.by)}` : '';
  return `${delivery.mode} ${through}\n${selfOf(kustomization)}`;
});

function selfOf({ origin, name, namespace, root }: FleetObject): string {
  const identity = [origin.file, origin.index, name, namespace];
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
