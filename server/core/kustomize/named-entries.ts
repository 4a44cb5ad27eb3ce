import { type DirectoryPath, isYamlFile, resolvePath } from '../workspace/path.ts';
import { deriveFor, directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { textOf, type YamlNode } from '../yaml/node.ts';
import type { KustomizeConfig } from './kustomize-config.ts';
import { isRemoteEntry } from './remote-entry.ts';

/** An entry under `resources`, and the directory that it names. */
export interface NamedEntry {
  readonly entry: YamlNode;
  readonly directory: DirectoryPath | undefined;
}

export interface NamedEntries {
  readonly entries: readonly NamedEntry[];
  readonly blocks: readonly Block[];
}

/** Some of the entries of a long list, which are loaded together and kept together. */
export interface Block {
  readonly config: KustomizeConfig;
  readonly entries: readonly NamedEntry[];
}

/** Enough for a change in one of them to be cheap, and for few blocks. */
const entriesInBlock = 64;

/** What the entries name is found once, and again when the configuration or one of those places changes. */
export function namedEntries(snapshot: Snapshot, config: KustomizeConfig): NamedEntries {
  return deriveFor(snapshot, findNamedEntries, config, undefined, config.resources);
}

function findNamedEntries(snapshot: Snapshot, config: KustomizeConfig): NamedEntries {
  const entries = config.resources.map((entry) => ({
    entry,
    directory: directoryNamedBy(snapshot, config, entry),
  }));
  const blocks: Block[] = [];
  for (let at = 0; at < entries.length; at += entriesInBlock) {
    blocks.push({ config, entries: entries.slice(at, at + entriesInBlock) });
  }
  return { entries, blocks };
}

/** The directory an entry names, whether or not it holds a kustomization; `undefined` for files and all else. */
export function directoryNamedBy(
  snapshot: Snapshot,
  config: KustomizeConfig,
  entry: YamlNode,
): DirectoryPath | undefined {
  const text = textOf(entry);
  const path = text === undefined ? undefined : resolvePath(config.directory, text);
  if (text === undefined || path === undefined || snapshot.files.has(path)) return undefined;
  if (directoriesOf(snapshot).has(path)) return path;
  return isRemoteEntry(text) || isYamlFile(path) || /\.\w+$/.test(path) ? undefined : path;
}
