import type { Span } from '../text/span.ts';
import { resolvePath } from '../workspace/path.ts';
import {
  entryOf,
  itemsOf,
  textAt,
  textOf,
  valueAt,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../yaml/node.ts';
import { type Draft, idOf, idString, idsOf, printId } from './draft.ts';
import { positionsOf, withAdded, withChanged } from './draft-index.ts';
import { mapAt } from './kustomize-config.ts';
import { entryFrom, mapFrom, withEntry } from './node-edit.ts';
import { isRemoteEntry } from './remote-entry.ts';
import type { TransformContext, Transformer } from './transformer.ts';

/** `configMapGenerator` and `secretGenerator`. */
export const applyGenerators: Transformer = (drafts, context) => {
  const { config, trace } = context;
  if (config.helmCharts) {
    trace.fail(
      'kustomize renders Helm charts only with `--enable-helm`, as Flux never does',
      config.helmCharts,
    );
  }
  const generate = (kind: string) => (current: readonly Draft[], item: YamlNode) => {
    takeFiles(item, context);
    return absorb(current, generated(kind, item, context), textAt(item, 'behavior'), context);
  };
  const withConfigMaps = config.configMapGenerator.reduce(generate('ConfigMap'), drafts);
  return config.secretGenerator.reduce(generate('Secret'), withConfigMaps);
};

function generated(kind: string, item: YamlNode, { config }: TransformContext): Draft {
  const options = [config.generatorOptions, valueAt(item, 'options')];
  const name = valueAt(item, 'name');
  const namespace = valueAt(item, 'namespace');
  const metadata = mapFrom(item.span, [
    ...(name ? [entryFrom('name', name)] : []),
    ...(namespace ? [entryFrom('namespace', namespace)] : []),
    ...pairsOf('labels', options),
    ...pairsOf('annotations', options),
  ]);
  const root = mapFrom(item.span, [
    entryFrom('apiVersion', { type: 'scalar', value: 'v1', span: item.span }),
    entryFrom('kind', { type: 'scalar', value: kind, span: item.span }),
    entryFrom('metadata', metadata),
    entryFrom('data', dataOf(kind, item)),
  ]);
  return {
    root,
    origin: undefined,
    anchor: name?.span ?? item.span,
    incomplete: undefined,
    past: [],
    hashed: !options.some((each) => textAt(each, 'disableNameSuffixHash') === 'true'),
  };
}

/** Notes down the files a generator reads, as far as the workspace holds them. */
function takeFiles(item: YamlNode, { snapshot, config, trace }: TransformContext): void {
  const entries = ['files', 'envs'].flatMap((key) => itemsOf(valueAt(item, key)));
  for (const entry of entries) {
    const path = (textOf(entry) ?? '').replace(/^[^=]*=/, '');
    if (isRemoteEntry(path)) trace.gap(`\`${path}\` lies outside the repository`, entry.span);
    const file = resolvePath(config.directory, path);
    if (file !== undefined && snapshot.files.has(file)) trace.take(file, 'data');
  }
}

function pairsOf(
  key: 'labels' | 'annotations',
  options: readonly (YamlNode | undefined)[],
): readonly YamlEntry[] {
  const maps = options.flatMap((each) => mapAt(each, key) ?? []);
  const [first, ...rest] = maps;
  if (!first) return [];
  const merged = rest.reduce((all, map) => map.entries.reduce(withEntry, all), first);
  return [entryFrom(key, merged)];
}

/** The keys and what is written in place are known; contents of files are not, and `envs` may hold any key. */
function dataOf(kind: string, item: YamlNode): YamlNode {
  if (kind === 'Secret' || entryOf(item, 'envs') || entryOf(item, 'env')) {
    return {
      type: 'unknown',
      why: 'it is read from a file when kustomize builds',
      span: item.span,
    };
  }
  const entries = [
    ...itemsOf(valueAt(item, 'literals')).flatMap((literal) => literalEntry(literal)),
    ...itemsOf(valueAt(item, 'files')).flatMap((file) => fileEntry(file)),
  ];
  return mapFrom(item.span, entries);
}

function literalEntry(node: YamlNode): readonly YamlEntry[] {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(textOf(node) ?? '') ?? [];
  if (key === undefined || value === undefined) return [];
  const text = /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
  return [entryFrom(key, scalar(text, node.span))];
}

function fileEntry(node: YamlNode): readonly YamlEntry[] {
  const [key = '', path = key] = (textOf(node) ?? '').split('=');
  const name = path === key ? key.slice(key.lastIndexOf('/') + 1) : key;
  return [
    entryFrom(name, { type: 'unknown', why: 'it is the content of a file', span: node.span }),
  ];
}

function scalar(value: string, span: Span): YamlNode {
  return { type: 'scalar', value, span };
}

/** Adds a generated object, or merges it into the one it is meant for. */
function absorb(
  drafts: readonly Draft[],
  made: Draft,
  behavior: string | undefined,
  { trace }: TransformContext,
): readonly Draft[] {
  const id = idString(idOf(made));
  const at = [...positionsOf(drafts, idOf(made))].find((position) => {
    const draft = drafts[position];
    return draft && idsOf(draft).some((each) => idString(each) === id);
  });
  const old = at === undefined ? undefined : drafts[at];
  const isNew = behavior !== 'merge' && behavior !== 'replace';
  if (isNew && !old) return withAdded(drafts, made);
  const what = `\`${printId(idOf(made))}\``;
  if (isNew || !old || at === undefined) {
    trace.fail(`${what} ${old ? 'exists already' : 'does not exist yet'}`, made.anchor);
    return drafts;
  }
  const data = behavior === 'merge' ? joined(old.root, made.root, 'data') : made.root;
  const root = [entryOf(data, 'data'), entryOf(setPairs(old.root, made.root), 'metadata')].reduce(
    (map, entry) => (entry ? withEntry(map, entry) : map),
    old.root,
  );
  return withChanged(drafts, new Map([[at, { ...old, root, hashed: old.hashed && made.hashed }]]));
}

/** The old object with the labels and annotations of the new one. */
function setPairs(old: YamlMap, made: YamlMap): YamlMap {
  const before = entryOf(old, 'metadata');
  const added = mapAt(made, 'metadata');
  if (before?.value.type !== 'map' || !added) return old;
  const value = ['labels', 'annotations'].reduce(
    (map, key) => joined(map, added, key),
    before.value,
  );
  return withEntry(old, { ...before, value });
}

/** A map with the entries of another one's map at the same key added. */
function joined(map: YamlMap, other: YamlMap, key: string): YamlMap {
  const before = entryOf(map, key);
  const added = entryOf(other, key);
  if (!added) return map;
  if (before?.value.type !== 'map' || added.value.type !== 'map') return withEntry(map, added);
  return withEntry(map, { ...before, value: added.value.entries.reduce(withEntry, before.value) });
}
