import { itemsOf, textOf, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { KustomizeConfig } from './kustomize-config.ts';
import { isRemoteEntry } from './remote-entry.ts';

/** Something that a kustomization takes in from outside of its repository. */
export interface RemoteBase {
  readonly node: YamlNode;
  readonly entry: string;
  /** True for an entry of `resources`. */
  readonly isResource: boolean;
  /**
   * `file` for a plain file behind a URL, which kustomize gets by HTTP without touching the file system that Flux guards
   * (kustomize:api/internal/loader/fileloader.go); `repository` for what it clones.
   */
  readonly form: 'file' | 'repository';
}

/** The remote entries of a kustomization, in the fields whose entries kustomize fetches. */
export function remoteBasesOf(config: KustomizeConfig, root: YamlMap): readonly RemoteBase[] {
  const openapi = valueAt(root, 'openapi', 'path');
  const others = [
    ...config.components,
    ...itemsOf(valueAt(root, 'crds')),
    ...(openapi ? [openapi] : []),
  ];
  return [
    ...config.resources.flatMap((node) => remoteBaseAt(node, true)),
    ...others.flatMap((node) => remoteBaseAt(node, false)),
  ];
}

function remoteBaseAt(node: YamlNode, isResource: boolean): readonly RemoteBase[] {
  const entry = textOf(node);
  if (entry === undefined || !isRemoteEntry(entry)) return [];
  return [{ node, entry, isResource, form: isPlainFile(entry) ? 'file' : 'repository' }];
}

function isPlainFile(entry: string): boolean {
  return /^https?:\/\//.test(entry) && /\.(ya?ml|json)$/.test(entry);
}

/** A repository that an entry names, in the terms of a GitRepository and a Kustomization. */
export interface RemoteRepository {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  readonly ref: { readonly key: 'tag' | 'branch' | 'commit'; readonly value: string };
}

/** Hosts whose repositories have an owner and a name, so that no `//` has to tell them from a path. */
const hosts = ['github.com', 'gitlab.com', 'bitbucket.org'];

/** Reads an entry such as `https://github.com/org/repo//deploy?ref=v1`. None without a `ref`, or for other forms. */
export function repositoryIn(entry: string): RemoteRepository | undefined {
  const [address = '', query = ''] = entry.replace(/^git::/, '').split('?');
  const value = /(?:^|&)ref=([^&]+)/.exec(query)?.[1];
  const [scheme, rest] = address.includes('://') ? address.split('://', 2) : ['https', address];
  if (!value || scheme !== 'https' || rest === undefined) return undefined;
  const [front = '', behind = ''] = rest.split('//', 2);
  const [host = '', owner, repository, ...path] = front.split('/').filter((part) => part !== '');
  if (!hosts.includes(host) || !owner || !repository) return undefined;
  const name = repository.replace(/\.git$/, '');
  return {
    name: name.toLowerCase(),
    url: `https://${host}/${owner}/${name}`,
    path: `./${[...path, behind].filter((part) => part !== '').join('/')}`,
    ref: { key: refKind(value), value },
  };
}

function refKind(value: string): RemoteRepository['ref']['key'] {
  if (/^[0-9a-f]{40}$/.test(value)) return 'commit';
  return /^v?\d/.test(value) ? 'tag' : 'branch';
}
