import { buildFluxKustomization } from '../../server/core/flux/build-flux-kustomization.ts';
import { type Build, type BuiltObject, build } from '../../server/core/kustomize/build.ts';
import { FluxInstance, FluxKustomization, sameKind } from '../../server/core/manifest/kind.ts';
import type { Manifest } from '../../server/core/manifest/manifest.ts';
import { resolvePath } from '../../server/core/workspace/path.ts';
import {
  directoriesOf,
  kustomizationFileOf,
  manifestsOf,
  type Snapshot,
} from '../../server/core/workspace/snapshot.ts';
import { textAt, valueAt, type YamlNode } from '../../server/core/yaml/node.ts';
import { parseDocuments } from '../../server/core/yaml/parse.ts';

/** A Flux Kustomization as some build delivers it, and what it builds itself. */
export interface FluxBuild {
  /** `namespace/name`, as the oracle writes it. */
  readonly ks: string;
  readonly directory: string;
  readonly build: Build;
}

/**
 * Builds every Flux Kustomization that the repository holds, as written and as each build that delivers it leaves
 * it. The oracle follows one order of delivery; here each of its builds only has to be among these.
 */
export function fluxBuilds(snapshot: Snapshot): readonly FluxBuild[] {
  const configMaps = configMapsIn(snapshot);
  const queue: Manifest[] = [
    ...manifestsOf(snapshot).filter((manifest) => sameKind(manifest, FluxKustomization)),
    ...manifestsOf(snapshot).flatMap(syncOf),
  ];
  const seen = new Set<string>();
  const builds: FluxBuild[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const text = JSON.stringify(
      [valueAt(next.root, 'metadata'), valueAt(next.root, 'spec')],
      plain,
    );
    if (seen.has(text)) continue;
    seen.add(text);
    const directory = resolvePath(
      '',
      (textAt(next.root, 'spec', 'path') ?? '').replace(/^\/+/, ''),
    );
    if (directory === undefined || !directoriesOf(snapshot).has(directory)) continue;
    const result = buildFluxKustomization(snapshot, next, directory, (name) =>
      configMaps.get(name),
    );
    builds.push({ ks: labelOf(next), directory, build: result });
    queue.push(...result.objects.filter((object) => sameKind(object, FluxKustomization)));
  }
  return builds;
}

function labelOf({ root }: Manifest): string {
  return `${textAt(root, 'metadata', 'namespace') ?? ''}/${textAt(root, 'metadata', 'name') ?? ''}`;
}

/** Like the oracle, takes a ConfigMap of the right name for the right one. */
function configMapsIn(snapshot: Snapshot): ReadonlyMap<string, YamlNode> {
  const built = [...directoriesOf(snapshot).keys()]
    .filter((directory) => kustomizationFileOf(snapshot, directory))
    .flatMap((directory): readonly BuiltObject[] => build(snapshot, { directory }).objects);
  const maps = new Map<string, YamlNode>();
  for (const object of built) {
    const data = valueAt(object.root, 'data');
    const name = textAt(object.root, 'metadata', 'name');
    if (object.kind === 'ConfigMap' && name !== undefined && data) maps.set(name, data);
  }
  return maps;
}

/** The Kustomization that the Flux operator makes of `spec.sync`. */
function syncOf(manifest: Manifest): readonly Manifest[] {
  const path = textAt(manifest.root, 'spec', 'sync', 'path');
  if (!sameKind(manifest, FluxInstance) || path === undefined) return [];
  const name = textAt(manifest.root, 'spec', 'sync', 'name') ?? 'flux-system';
  const text = `metadata: {name: ${name}, namespace: flux-system}\nspec: {path: ${path}}\n`;
  const [document] = parseDocuments(manifest.file, text);
  return document?.root?.type === 'map' ? [{ ...manifest, root: document.root }] : [];
}

/** Leaves out what does not change what a Kustomization means. */
function plain(key: string, value: unknown): unknown {
  if (key === 'span' || key === 'keySpan' || key === 'flow') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
