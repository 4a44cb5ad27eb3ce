import type { FilePath } from '../text/span.ts';

/** Path of a directory relative to the workspace folder; the empty string for the folder itself. */
export type DirectoryPath = string;

/** The directory a file or directory lies in. */
export function directoryOf(path: string): DirectoryPath {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of a file by its name and directory. */
export function pathIn(directory: DirectoryPath, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** Resolves `relative` against a directory; `undefined` where it leaves the workspace or is absolute. */
export function resolvePath(directory: DirectoryPath, relative: string): string | undefined {
  if (relative.startsWith('/')) return undefined;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Resolves a path that a Flux object names: it is relative to the root of the source, whatever it begins with. */
export function resolveInSource(path: string): DirectoryPath | undefined {
  return resolvePath('', path.replace(/^\/+/, ''));
}

/** How to write `target` seen from a directory, as kustomize files do. */
export function relativePath(directory: DirectoryPath, target: string): string {
  const from = directory === '' ? [] : directory.split('/');
  const to = target.split('/');
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

/** True if a path lies in a directory, at any depth. */
export function isBelow(directory: DirectoryPath, path: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

/** True for the file names that the workspace reads as YAML. */
export function isYamlFile(file: FilePath): boolean {
  return file.endsWith('.yaml') || file.endsWith('.yml') || isKustomizationFile(file);
}

/**
 * True for all that the workspace reads: YAML, what keeps files out of Flux's artifacts, and what keeps a directory in git
 * that has nothing else yet.
 */
export function isWorkspaceFile(file: FilePath): boolean {
  const name = baseName(file);
  return isYamlFile(file) || name === sourceIgnoreFileName || keepFileNames.includes(name);
}

/** The customary names of files that keep an otherwise empty directory in git. */
const keepFileNames: readonly string[] = ['.gitkeep', '.keep'];

/** The name of the files in which source-controller looks for patterns of what to leave out of an artifact. */
export const sourceIgnoreFileName = '.sourceignore';

/** True for the names under which kustomize looks for its configuration. */
export function isKustomizationFile(file: FilePath): boolean {
  return kustomizationFileNames.includes(baseName(file));
}

/** The names of a kustomize configuration, in the order in which kustomize looks for them. */
export const kustomizationFileNames: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];
