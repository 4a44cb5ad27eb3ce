import { build } from '../kustomize/build.ts';
import { FluxKustomization, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { resolvePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { readString } from '../yaml/field.ts';
import { itemsOf, textOf, valueAt } from '../yaml/node.ts';
import type { Content, FleetObject } from './fleet.ts';
import {
  deliversThisWorkspace,
  identityOf,
  type RepositoryIdentity,
} from './repository-identity.ts';
import { fleetObjects } from './undelivered-objects.ts';

/** Kustomizations that deliver Kustomizations: no real fleet nests deeper, and a cycle ends here. */
const deepestNesting = 8;

/**
 * Applies the Flux Kustomizations found so far, then those that come out of them, until nothing changes. An object
 * that Flux delivers is no longer counted where it was found before.
 */
export function deliverByFlux(
  snapshot: Snapshot,
  initial: readonly FleetObject[],
): {
  readonly objects: readonly FleetObject[];
  readonly contents: ReadonlyMap<FleetObject, Content>;
} {
  const repository = identityOf(initial);
  let objects = initial;
  let contents = new Map<FleetObject, Content>();
  let before = '';
  for (let round = 0; round < deepestNesting; round++) {
    const kustomizations = objects.filter((object) => sameKind(object, FluxKustomization));
    const signature = kustomizations.map(signatureOf).sort().join('\n');
    if (signature === before) break;
    before = signature;
    contents = contentsOf(snapshot, kustomizations, repository);
    objects = merge(initial, contents);
  }
  return { objects, contents };
}

function contentsOf(
  snapshot: Snapshot,
  kustomizations: readonly FleetObject[],
  repository: RepositoryIdentity,
): Map<FleetObject, Content> {
  const contents = new Map<FleetObject, Content>();
  for (const kustomization of kustomizations) {
    const content = contentOf(snapshot, kustomization, repository);
    if (content) contents.set(kustomization, content);
  }
  return contents;
}

function contentOf(
  snapshot: Snapshot,
  kustomization: FleetObject,
  repository: RepositoryIdentity,
): Content | undefined {
  const path = readString(kustomization, 'spec', 'path');
  if (path.state === 'unknown') return undefined;
  const directory = resolvePath('', path.state === 'present' ? path.value.replace(/^\/+/, '') : '');
  if (directory === undefined || !directoriesOf(snapshot).has(directory)) return undefined;
  if (!deliversThisWorkspace(kustomization, directory, repository)) return undefined;
  const spec = valueAt(kustomization.root, 'spec');
  const namespace = valueAt(spec, 'targetNamespace');
  const built = build(snapshot, {
    directory,
    overrides: {
      generate: true,
      ...(namespace?.type === 'scalar' && { namespace }),
      ...textOption('namePrefix', textOf(valueAt(spec, 'namePrefix'))),
      ...textOption('nameSuffix', textOf(valueAt(spec, 'nameSuffix'))),
      components: itemsOf(valueAt(spec, 'components')).flatMap((item) => textOf(item) ?? []),
      patches: itemsOf(valueAt(spec, 'patches')),
    },
  });
  if (built.failure) return undefined;
  return {
    directory,
    objects: fleetObjects(built, { mode: 'flux', by: kustomization, directory }),
    complete: built.gaps.length === 0,
  };
}

function textOption<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: string });
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

/** Equal for Kustomizations that apply the same content in the same way. */
function signatureOf(kustomization: FleetObject): string {
  const { origin, delivery, name, namespace, root } = kustomization;
  const through = delivery.mode === 'flux' ? documentOf(delivery.by.origin) : delivery.mode;
  const parts = [documentOf(origin), through, name, namespace, valueAt(root, 'spec')];
  return JSON.stringify(parts, (_key, value) => (typeof value === 'bigint' ? `${value}` : value));
}
