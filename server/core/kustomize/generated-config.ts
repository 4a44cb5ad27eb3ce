import type { Span } from '../text/span.ts';
import { type DirectoryPath, isKustomizationFile, relativePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import { configWith, type KustomizeConfig } from './kustomize-config.ts';
import { leftOutOfArtifact } from './source-ignore.ts';

/**
 * The kustomization that kustomize-controller makes for a directory without one: all YAML files below, and
 * sub-directories with a kustomization as a whole (fluxcd/pkg:kustomize/kustomize_generator.go).
 */
export function generatedConfig(
  snapshot: Snapshot,
  directory: DirectoryPath,
): KustomizeConfig | undefined {
  const paths = resourcesBelow(snapshot, directory, directory);
  const [first] = paths;
  const anchorFile = first === undefined ? undefined : anyFileAt(snapshot, first);
  if (anchorFile === undefined) return undefined;
  const anchor: Span = { file: anchorFile, start: 0, end: 0 };
  const resources = paths.map((path): YamlNode => {
    const file = anyFileAt(snapshot, path) ?? path;
    return {
      type: 'scalar',
      value: relativePath(directory, path),
      span: { file, start: 0, end: 0 },
    };
  });
  return configWith(directory, anchor, resources);
}

function resourcesBelow(
  snapshot: Snapshot,
  top: DirectoryPath,
  directory: DirectoryPath,
): readonly string[] {
  const content = directoriesOf(snapshot).get(directory);
  if (!content) return [];
  const isLeftOut = leftOutOfArtifact(snapshot);
  const present = content.files.filter((file) => !isLeftOut(file));
  if (directory !== top && present.some(isKustomizationFile)) return [directory];
  const files = present.filter((file) => /\.ya?ml$/.test(file));
  const below = content.directories.flatMap((path) => resourcesBelow(snapshot, top, path));
  return [...files, ...below].sort();
}

function anyFileAt(snapshot: Snapshot, path: string): string | undefined {
  return snapshot.files.has(path)
    ? path
    : directoriesOf(snapshot).get(path)?.files.find(isKustomizationFile);
}
