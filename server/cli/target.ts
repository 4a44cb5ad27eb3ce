import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FilePath } from '../core/index.ts';
import { isYamlFile } from '../core/index.ts';
import { UsageError } from './usage-error.ts';

/** A workspace to look at, made from one PATH or from several that name files of the same workspace. */
export interface Target {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** The workspace as the user would write it; what file names begin with when several PATHs are given. */
  readonly given: string;
  /** The files to report on; `undefined` for all. */
  readonly only: ReadonlySet<FilePath> | undefined;
}

/** Finds the workspaces that PATHs mean. Throws a `UsageError` for a PATH that does not exist or holds no YAML. */
export function findTargets(paths: readonly string[], cwd: string): readonly Target[] {
  const byRoot = new Map<string, Target>();
  for (const path of paths) {
    const target = findTarget(path, cwd);
    const known = byRoot.get(target.root);
    byRoot.set(target.root, known ? unite(known, target) : target);
  }
  return [...byRoot.values()];
}

/** Finds the workspace that one PATH means. */
export function findTarget(path: string, cwd: string): Target {
  const absolute = path === '' ? undefined : existing(resolve(cwd, path));
  if (!absolute) throw new UsageError(noSuchPath(path));
  if (statSync(absolute).isDirectory()) {
    return { root: absolute, given: withoutLastSlash(path), only: undefined };
  }
  const root = workspaceAround(absolute);
  const file = slashed(relative(root, absolute));
  if (!isYamlFile(file)) {
    throw new UsageError(`${path} is not a YAML file; give a directory or a .yaml or .yml file`);
  }
  const given = isAbsolute(path) ? root : relative(realpathSync(cwd), root);
  return { root, given: slashed(given), only: new Set([file]) };
}

/** The name of a file as it can be opened from the current directory. */
export function reachable(target: Target, file: FilePath): string {
  return prefixed(target.given.replace(/^(\.\/+)*\.?$|^(\.\/+)+/, ''), file);
}

/** The name of a file within its workspace. */
export function withinPath(_: Target, file: FilePath): string {
  return prefixed('', file);
}

/** The name of a file with the PATH in front. */
export function underPath(target: Target, file: FilePath): string {
  return prefixed(target.given, file);
}

function noSuchPath(path: string): string {
  if (/^[\w-]+=\w+$/.test(path)) {
    return `there is no file or directory "${path}"; to set the level of a rule, write --rule ${path}`;
  }
  return `there is no file or directory "${path}"; give the path of one that exists`;
}

/** The path without symbolic links, so that a workspace has one name only; `undefined` if there is nothing. */
function existing(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The repository that a file belongs to, or else its directory. */
function workspaceAround(file: string): string {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) return directory;
    if (directory === dirname(directory)) return dirname(file);
  }
}

function unite(a: Target, b: Target): Target {
  return { ...a, only: a.only && b.only && new Set([...a.only, ...b.only]) };
}

function prefixed(directory: string, file: FilePath): string {
  if (directory === '' || file === '') return directory || file || '.';
  return `${directory}/${file}`;
}

function withoutLastSlash(path: string): string {
  return path.replace(/(?<=[^/\\]|^.)[/\\]+$/, '');
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
