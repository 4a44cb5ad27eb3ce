import { build } from '../kustomize/build.ts';
import { FluxKustomization, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { resolvePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { readString } from '../yaml/field.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
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
  const applied = new AppliedContents(snapshot, identityOf(initial));
  let objects = initial;
  let contents = applied.of(objects);
  for (let round = 0; round < deepestNesting; round++) {
    const next = merge(initial, contents);
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
  readonly #bySignature = new Map<string, Content | undefined>();

  constructor(snapshot: Snapshot, repository: RepositoryIdentity) {
    this.#snapshot = snapshot;
    this.#repository = repository;
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
      const content = contentOf(this.#snapshot, kustomization, this.#repository);
      this.#bySignature.set(signature, content);
    }
    return this.#bySignature.get(signature);
  }
}

function sameContents(
  before: ReadonlyMap<FleetObject, Content>,
  after: ReadonlyMap<FleetObject, Content>,
): boolean {
  const known = new Set(before.values());
  return before.size === after.size && [...after.values()].every((content) => known.has(content));
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
