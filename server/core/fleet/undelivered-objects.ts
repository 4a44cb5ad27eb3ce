import { ChunkMapper, type Chunks, flat } from '../incremental/chunks.ts';
import type { BuiltObject } from '../kustomize/build.ts';
import { FluxKustomization, HelmRelease, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { valueAt } from '../yaml/node.ts';
import { sameTree } from '../yaml/same-tree.ts';
import type { Delivery, FleetObject } from './fleet.ts';

/** The documents of a file that stand for themselves. The same document gives the same object again. */
export const declaredIn = remembered(({ manifests }: FileFacts): readonly FleetObject[] =>
  manifests.filter((manifest) => !isPartial(manifest)).map(asDeclared),
);

const asDeclared = remembered(
  (manifest: Manifest): FleetObject => fleetObject(manifest, manifest, declared),
);

const declared: Delivery = { mode: 'declared' };

/** Makes fleet objects of what a build comes to, time and again: what is equal stays the same object. */
export class ObjectsOfBuild {
  readonly #mapper: ChunkMapper<BuiltObject, FleetObject>;

  /** A directory stands for a kustomization of which nobody knows who applies it. */
  constructor(by: DirectoryPath | Delivery) {
    const delivery = typeof by === 'string' ? { mode: 'kustomize' as const, directory: by } : by;
    this.#mapper = new ChunkMapper((chunk, gone) =>
      keptWhereEqual(fleetObjects(chunk, delivery), gone),
    );
  }

  of(chunks: Chunks<BuiltObject>): Chunks<FleetObject> {
    return this.#mapper.of(chunks);
  }
}

/** The objects of a build that an API server would take as whole ones. */
function fleetObjects(built: readonly BuiltObject[], delivery: Delivery): readonly FleetObject[] {
  return built
    .filter((object) => !isPartial(object))
    .map((object) => fleetObject(object, object.origin ?? object, delivery, object.nameBeforeHash));
}

/** Written out: engines keep what is spread into an object apart from it, which takes space and time. */
function fleetObject(
  manifest: Manifest,
  origin: Manifest,
  delivery: Delivery,
  nameBeforeHash?: string,
): FleetObject {
  return {
    root: manifest.root,
    incomplete: manifest.incomplete,
    anchor: manifest.anchor,
    file: manifest.file,
    index: manifest.index,
    span: manifest.span,
    apiVersion: manifest.apiVersion,
    group: manifest.group,
    kind: manifest.kind,
    name: manifest.name,
    namespace: manifest.namespace,
    origin,
    nameBeforeHash,
    delivery,
  };
}

function keptWhereEqual(
  objects: readonly FleetObject[],
  gone: () => Chunks<FleetObject>,
): readonly FleetObject[] {
  const before = byOrigin(gone());
  if (before.size === 0) return objects;
  return objects.map((object) => {
    const known = before.get(object.origin);
    return known && isEqual(known, object) ? known : object;
  });
}

/** Made once for all new parts of a build, which all ask what those have left that are gone. */
const byOrigin = remembered(
  (gone: Chunks<FleetObject>): ReadonlyMap<Manifest, FleetObject> =>
    new Map(flat(gone).map((object) => [object.origin, object])),
);

function isEqual(a: FleetObject, b: FleetObject): boolean {
  return (
    a.index === b.index &&
    a.incomplete === b.incomplete &&
    a.nameBeforeHash === b.nameBeforeHash &&
    sameTree(a.root, b.root)
  );
}

/**
 * True for documents that only make sense on top of another one: Flux objects without what they deliver. Patches
 * that nothing in the workspace refers to look like this.
 */
function isPartial(manifest: Manifest): boolean {
  if (manifest.incomplete !== undefined) return false;
  if (sameKind(manifest, FluxKustomization)) return !valueAt(manifest.root, 'spec', 'sourceRef');
  if (!sameKind(manifest, HelmRelease)) return false;
  return !valueAt(manifest.root, 'spec', 'chart') && !valueAt(manifest.root, 'spec', 'chartRef');
}
