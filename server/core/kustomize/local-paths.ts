import { resolvePath } from '../workspace/path.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import type { KustomizeConfig } from './kustomize-config.ts';

/** A path that a kustomization takes in, where it is written, and what it is from the root of the workspace. */
export interface LocalPath {
  readonly node: YamlNode;
  readonly written: string;
  readonly path: string;
}

/** The files and directories outside of its own directory that a kustomization takes in, by whatever field. */
export function pathsOutside(config: KustomizeConfig): readonly LocalPath[] {
  const generators = [...config.configMapGenerator, ...config.secretGenerator];
  const entries: readonly (YamlNode | undefined)[] = [
    ...config.resources,
    ...config.components,
    ...config.patchesStrategicMerge,
    ...[...config.patches, ...config.patchesJson6902].map((patch) => valueAt(patch, 'path')),
    ...generators.flatMap((generator) => [
      ...itemsOf(valueAt(generator, 'files')),
      ...itemsOf(valueAt(generator, 'envs')),
      valueAt(generator, 'env'),
    ]),
  ];
  return entries.flatMap((node) => {
    // A file of a generator may be written with the key it gets, as in `app.conf=../app.conf`.
    const written = textOf(node)?.replace(/^[^=/]*=/, '');
    if (!node || !written?.startsWith('../')) return [];
    const path = resolvePath(config.directory, written);
    return path === undefined ? [] : [{ node, written, path }];
  });
}
