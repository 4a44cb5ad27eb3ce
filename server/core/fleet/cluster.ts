import { sameList } from '../incremental/same.ts';
import { FluxInstance, FluxKustomization } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import { compareTexts } from '../text/order.ts';
import { compareSpans, type FilePath } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type FileKeys, filesBy } from '../workspace/file-keys.ts';
import { levels } from '../workspace/levels.ts';
import {
  type DirectoryPath,
  directoryOf,
  isKustomizationFile,
  resolvePath,
} from '../workspace/path.ts';
import { derive, deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { chainOf } from './delivery-chain.ts';
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
  return settled(snapshot, findClusters, levels.claims - 1, sameList);
}

/**
 * The cluster an object belongs to: the one in whose directory the first link of its delivery lies. With a single
 * cluster in the workspace everything belongs to it. `undefined` where that leaves it open.
 */
export function clusterOf(snapshot: Snapshot, object: FleetObject): Cluster | undefined {
  const [only, ...others] = clustersOf(snapshot);
  if (others.length === 0) return only;
  return deriveFor(snapshot, clusterAround, entrancesOf(snapshot, object).join('\n'));
}

/** The cluster that is synced from a directory. */
export function clusterAt(
  snapshot: Snapshot,
  root: DirectoryPath | undefined,
): Cluster | undefined {
  return root === undefined ? undefined : derive(snapshot, clustersByRoot).get(root);
}

function clusterAround(snapshot: Snapshot, entrances: string): Cluster | undefined {
  const byRoot = derive(snapshot, clustersByRoot);
  const around = entrances.split('\n').flatMap((place) => innermostAround(byRoot, place) ?? []);
  return around.sort((a, b) => b.root.length - a.root.length || compareClusters(a, b))[0];
}

function innermostAround(
  byRoot: ReadonlyMap<DirectoryPath, Cluster>,
  place: string,
): Cluster | undefined {
  for (let at = place; at !== ''; at = directoryOf(at)) {
    const cluster = byRoot.get(at);
    if (cluster) return cluster;
  }
  return byRoot.get('');
}

/** Where two are synced from one directory, the first stands for both. */
function clustersByRoot(snapshot: Snapshot): ReadonlyMap<DirectoryPath, Cluster> {
  return new Map(
    clustersOf(snapshot)
      .toReversed()
      .map((cluster) => [cluster.root, cluster]),
  );
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

/** The file in which the delivery of an object begins, and the directory that is delivered first. */
function entrancesOf(snapshot: Snapshot, object: FleetObject): readonly string[] {
  const chain = chainOf(snapshot, object);
  const [second, first] = chain.slice(-2);
  if (!second) return [];
  if (!first) return [second.origin.file];
  const { delivery } = second;
  return delivery.mode === 'flux' ? [first.origin.file, delivery.directory] : [first.origin.file];
}

function findClusters(snapshot: Snapshot): readonly Cluster[] {
  const instances = fleetOf(snapshot).ofKind(FluxInstance).map(clusterOfInstance);
  const bootstraps = filesBy(snapshot, bootstrapFiles, '').map(({ file }) =>
    deriveFor(snapshot, clusterOfBootstrap, file, sameCluster),
  );
  return [...instances, ...bootstraps].sort(compareClusters);
}

function compareClusters(a: Cluster, b: Cluster): number {
  return (
    compareTexts(a.root, b.root) || compareSpans(a.installation.root.span, b.installation.root.span)
  );
}

/** Clusters are told apart by being objects, so one of which nothing has changed has to stay the same. */
function sameCluster(a: Cluster, b: Cluster): boolean {
  return a.root === b.root && a.installation.root === b.installation.root;
}

const clusterOfInstance = remembered(({ origin, root }: FleetObject): Cluster => {
  return { root: syncedPath(root, origin.file), installation: { by: 'instance', root } };
});

function clusterOfBootstrap(snapshot: Snapshot, file: FilePath): Cluster {
  return {
    root: bootstrapRoot(snapshot, file),
    installation: { by: 'bootstrap', root: rootOf(snapshot.files.get(file), file) },
  };
}

const bootstrapFiles: FileKeys<''> = { keysOf: (facts) => (isBootstrap(facts) ? [''] : []) };

function syncedPath(instance: YamlNode, file: FilePath): DirectoryPath {
  const path = textAt(instance, 'spec', 'sync', 'path');
  return (path && resolvePath('', path)) ?? directoryOf(file);
}

function isBootstrap(facts: FileFacts): boolean {
  if (!isKustomizationFile(facts.file) || !facts.text.includes('gotk-')) return false;
  return itemsOf(valueAt(rootOf(facts, facts.file), 'resources')).some(isBootstrapFile);
}

function rootOf(facts: FileFacts | undefined, file: FilePath): YamlNode {
  const nothing = { file, start: 0, end: 0 };
  const root = facts?.documents()[0]?.root;
  return root ?? { type: 'unknown', why: 'the file is empty', span: nothing };
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
