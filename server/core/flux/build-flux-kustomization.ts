import { type Build, type BuiltObject, build, buildFrom } from '../kustomize/build.ts';
import { withRoot } from '../kustomize/built-object.ts';
import { setAt } from '../kustomize/node-edit.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type DirectoryPath, resolvePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import {
  itemsOf,
  textAt,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlUnknown,
} from '../yaml/node.ts';
import { refusesSubstitution, substitute, type Variables } from './substitution.ts';

/** Finds the `data` of a ConfigMap in the namespace of the Flux Kustomization, by name. */
export type ConfigMapData = (name: string) => YamlNode | undefined;

/**
 * Evaluates what kustomize-controller applies for a Flux Kustomization: the build of its path with
 * `targetNamespace`, name affixes, components, patches and images on top, then the variables of `postBuild` and the
 * common metadata (fluxcd/kustomize-controller:internal/controller/kustomization_controller.go).
 */
export function buildFluxKustomization(
  snapshot: Snapshot,
  kustomization: Manifest,
  directory: DirectoryPath,
  configMapData: ConfigMapData = () => undefined,
): Build {
  const spec = valueAt(kustomization.root, 'spec');
  const namespace = valueAt(spec, 'targetNamespace');
  const prefix = textAt(spec, 'namePrefix');
  const suffix = textAt(spec, 'nameSuffix');
  const result = build(snapshot, {
    directory,
    namedBy: valueAt(spec, 'path')?.span ?? kustomization.anchor,
    overrides: {
      generate: true,
      ...(isValue(namespace) && { namespace }),
      ...(prefix && { namePrefix: prefix }),
      ...(suffix && { nameSuffix: suffix }),
      components: componentsOf(snapshot, spec, directory),
      patches: itemsOf(valueAt(spec, 'patches')),
      images: itemsOf(valueAt(spec, 'images')),
    },
  });
  const variables = variablesOf(spec, configMapData);
  if (!variables && !valueAt(spec, 'commonMetadata')) return result;
  const finish = (chunk: readonly BuiltObject[]) =>
    chunk.map((object) => finished(object, spec, variables));
  return buildFrom(directory, result.chunks.map(finish), result.trace);
}

function isValue(node: YamlNode | undefined): node is YamlScalar | YamlUnknown {
  if (node?.type === 'unknown') return true;
  return node?.type === 'scalar' && node.value !== null && node.value !== '';
}

function componentsOf(
  snapshot: Snapshot,
  spec: YamlNode | undefined,
  directory: DirectoryPath,
): readonly string[] {
  const paths = itemsOf(valueAt(spec, 'components')).flatMap((item) => textOf(item) ?? []);
  if (textAt(spec, 'ignoreMissingComponents') !== 'true') return paths;
  return paths.filter((path) =>
    directoriesOf(snapshot).has(resolvePath(directory, path) ?? 'outside the workspace'),
  );
}

/** Inline values win over those from ConfigMaps; Secrets and ConfigMaps that are not found may hold anything. */
function variablesOf(
  spec: YamlNode | undefined,
  configMapData: ConfigMapData,
): Variables | undefined {
  const postBuild = valueAt(spec, 'postBuild');
  if (!postBuild) return undefined;
  const values = new Map<string, string>();
  let complete = true;
  const add = (map: YamlNode | undefined) => {
    if (map?.type !== 'map') return false;
    for (const { key, value } of map.entries) {
      const text = textOf(value);
      if (text === undefined) complete = false;
      else values.set(key, text);
    }
    return true;
  };
  for (const source of itemsOf(valueAt(postBuild, 'substituteFrom'))) {
    const name = textAt(source, 'name');
    const isConfigMap = textAt(source, 'kind') === 'ConfigMap' && name !== undefined;
    if (!isConfigMap || !add(configMapData(name))) complete = false;
  }
  add(valueAt(postBuild, 'substitute'));
  return { values, complete };
}

function finished(
  object: BuiltObject,
  spec: YamlNode | undefined,
  variables: Variables | undefined,
): BuiltObject {
  const isLeftAlone = !variables || refusesSubstitution(object.root);
  const filled = isLeftAlone ? object.root : substitute(object.root, variables);
  const root = withCommonMetadata(filled, valueAt(spec, 'commonMetadata'));
  return root === object.root ? object : withRoot(object, root);
}

/** The object with the labels and annotations of `spec.commonMetadata`, which win over its own. */
export function withCommonMetadata(root: YamlMap, common: YamlNode | undefined): YamlMap {
  return ['labels', 'annotations'].reduce((map, field) => {
    const pairs = valueAt(common, field);
    if (pairs?.type !== 'map') return map;
    return pairs.entries.reduce(
      (changed, { key, value }) => setAt(changed, ['metadata', field, key], value),
      map,
    );
  }, root);
}
