import { FluxInstance, FluxKustomization } from '../manifest/kind.ts';
import { sameManifest } from '../manifest/manifest.ts';
import { compareSpans, type FilePath } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import {
  type DirectoryPath,
  directoryOf,
  isBelow,
  isKustomizationFile,
  resolvePath,
} from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { type FleetObject, fleetOf } from './fleet.ts';

/** One cluster whose Flux the workspace feeds. */
export interface Cluster {
  /** The directory that Flux syncs the cluster from, such as `clusters/staging`. */
  readonly root: DirectoryPath;
  /** What installs Flux there: a FluxInstance, or the kustomization beside `gotk-components.yaml`. */
  readonly installation: { readonly by: 'instance' | 'bootstrap'; readonly root: YamlNode };
}

/** The clusters that the workspace shows, by the places where Flux is installed; sorted by root, then by place. */
export function clustersOf(snapshot: Snapshot): readonly Cluster[] {
  return derive(snapshot, findClusters);
}

/**
 * The cluster an object belongs to: the one in whose directory the first link of its delivery lies. With a single
 * cluster in the workspace everything belongs to it. `undefined` where that leaves it open.
 */
export function clusterOf(snapshot: Snapshot, object: FleetObject): Cluster | undefined {
  const found = derive(snapshot, noneFoundYet);
  if (!found.has(object)) found.set(object, findCluster(snapshot, object));
  return found.get(object);
}

/** What is asked of many objects many times is found once per snapshot. */
function noneFoundYet(): Map<FleetObject, Cluster | undefined> {
  return new Map();
}

function findCluster(snapshot: Snapshot, object: FleetObject): Cluster | undefined {
  const clusters = clustersOf(snapshot);
  const places = entrancesOf(object);
  const around = clusters.filter(({ root }) => places.some((place) => isBelow(root, place)));
  const innermost = around.toSorted((a, b) => b.root.length - a.root.length)[0];
  return innermost ?? (clusters.length === 1 ? clusters[0] : undefined);
}

/** False for objects that go to different clusters: they never meet. */
export function mayMeet(snapshot: Snapshot, a: FleetObject, b: FleetObject): boolean {
  return mayBeOn(snapshot, a, clusterOf(snapshot, b));
}

/** False for an object that goes to another cluster than the given one. */
export function mayBeOn(
  snapshot: Snapshot,
  object: FleetObject,
  cluster: Cluster | undefined,
): boolean {
  const own = clusterOf(snapshot, object);
  return !own || !cluster || own === cluster;
}

/** The Flux Kustomization that starts the chain by which an object is delivered; the object itself without one. */
export function entryPointOf(object: FleetObject): FleetObject {
  return chainOf(object).at(-1) ?? object;
}

/** The file in which the delivery of an object begins, and the directory that is delivered first. */
function entrancesOf(object: FleetObject): readonly string[] {
  const chain = chainOf(object);
  const [second, first] = chain.slice(-2);
  if (!second) return [];
  if (!first) return [second.origin.file];
  const { delivery } = second;
  return delivery.mode === 'flux' ? [first.origin.file, delivery.directory] : [first.origin.file];
}

/** An object, what delivers it, what delivers that, and so on; what delivers itself ends the chain. */
function chainOf(object: FleetObject): readonly FleetObject[] {
  const chain = [object];
  let at = object;
  while (at.delivery.mode === 'flux') {
    const { by } = at.delivery;
    const closesCircle = chain.some(({ origin }) => sameManifest(origin, by.origin));
    chain.push(by);
    if (closesCircle) break;
    at = by;
  }
  return chain;
}

function findClusters(snapshot: Snapshot): readonly Cluster[] {
  const instances = fleetOf(snapshot)
    .ofKind(FluxInstance)
    .map(({ origin, root }) => ({
      root: syncedPath(root, origin.file),
      installation: { by: 'instance' as const, root },
    }));
  const bootstraps = [...snapshot.files.values()].filter(isBootstrap).map((facts) => ({
    root: bootstrapRoot(snapshot, facts.file),
    installation: { by: 'bootstrap' as const, root: rootOf(facts) },
  }));
  return [...instances, ...bootstraps].sort((a, b) =>
    a.root === b.root
      ? compareSpans(a.installation.root.span, b.installation.root.span)
      : a.root < b.root
        ? -1
        : 1,
  );
}

function syncedPath(instance: YamlNode, file: FilePath): DirectoryPath {
  const path = textAt(instance, 'spec', 'sync', 'path');
  return (path && resolvePath('', path)) ?? directoryOf(file);
}

function isBootstrap(facts: FileFacts): boolean {
  if (!isKustomizationFile(facts.file) || !facts.text.includes('gotk-')) return false;
  return itemsOf(valueAt(rootOf(facts), 'resources')).some(isBootstrapFile);
}

function rootOf(facts: FileFacts): YamlNode {
  const nothing = { file: facts.file, start: 0, end: 0 };
  return facts.documents()[0]?.root ?? { type: 'unknown', why: 'the file is empty', span: nothing };
}

function isBootstrapFile(resource: YamlNode): boolean {
  return /(^|\/)gotk-(components|sync)\.yaml$/.test(textOf(resource) ?? '');
}

/** `flux bootstrap` writes the synced path into `gotk-sync.yaml`; without it, the directory above is the custom. */
function bootstrapRoot(snapshot: Snapshot, file: FilePath): DirectoryPath {
  const directory = directoryOf(file);
  const sync = snapshot.files
    .get(`${directory}/gotk-sync.yaml`)
    ?.manifests.find(({ group }) => group === FluxKustomization.group);
  const path = sync && textAt(sync.root, 'spec', 'path');
  return (path && resolvePath('', path)) ?? directoryOf(directory);
}
