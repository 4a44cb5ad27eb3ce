import { groupOf } from '../manifest/kind.ts';
import {
  entryOf,
  itemsOf,
  textAt,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from '../yaml/node.ts';
import { isNothing, mapFrom, withEntry } from './node-edit.ts';

/** A kind as kustomize selects it; what is left out matches anything. */
export interface KindPattern {
  readonly group?: string | undefined;
  readonly version?: string | undefined;
  readonly kind?: string | undefined;
}

/** Where a transformer writes in objects of certain kinds. Lists on the way are walked through, item by item. */
export interface FieldSpec extends KindPattern {
  readonly path: readonly string[];
  /** Make what is missing of the path. */
  readonly create: boolean;
}

/** True if a kind is one that the pattern selects. */
export function matchesKind(
  pattern: KindPattern,
  object: { readonly apiVersion: string; readonly kind: string },
): boolean {
  const group = groupOf(object.apiVersion);
  return (
    (!pattern.kind || pattern.kind === object.kind) &&
    (!pattern.group || pattern.group === group) &&
    (!pattern.version || pattern.version === versionOf(object.apiVersion))
  );
}

/** The version of an `apiVersion`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
}

/** Changes the values at the path of a spec. `change` gets `undefined` where the spec creates the value. */
export function changeField(
  root: YamlMap,
  spec: FieldSpec,
  change: (old: YamlNode | undefined) => YamlNode,
): YamlMap {
  const object = {
    apiVersion: textAt(root, 'apiVersion') ?? '',
    kind: textAt(root, 'kind') ?? '',
  };
  return matchesKind(spec, object) ? changeIn(root, spec.path, spec.create, change) : root;
}

function changeIn(
  map: YamlMap,
  [key, ...rest]: readonly string[],
  create: boolean,
  change: (old: YamlNode | undefined) => YamlNode,
): YamlMap {
  if (key === undefined) return map;
  const old = entryOf(map, key);
  const value = isNothing(old?.value) ? undefined : old?.value;
  if (!value && !create) return map;
  const changed =
    rest.length === 0
      ? change(value)
      : changeBelow(value ?? mapFrom(old?.keySpan ?? map.span), rest, create, change);
  if (changed === value) return map;
  return withEntry(map, { key, keySpan: old?.keySpan ?? changed.span, value: changed });
}

function changeBelow(
  node: YamlNode,
  path: readonly string[],
  create: boolean,
  change: (old: YamlNode | undefined) => YamlNode,
): YamlNode {
  if (node.type === 'map') return changeIn(node, path, create, change);
  if (node.type !== 'sequence') return node;
  return changeItems(node, (item) => changeBelow(item, path, create, change));
}

/** The list with each item replaced; the same list where nothing changed. */
export function changeItems(
  list: YamlSequence,
  change: (item: YamlNode) => YamlNode,
): YamlSequence {
  const items = list.items.map(change);
  return items.every((item, index) => item === list.items[index]) ? list : { ...list, items };
}

/** Reads field specs as kustomize configuration files list them. */
export function readFieldSpecs(node: YamlNode | undefined): readonly FieldSpec[] {
  return itemsOf(node).flatMap((item) => {
    const path = textAt(item, 'path');
    if (path === undefined) return [];
    const create = valueAt(item, 'create');
    return {
      ...readKindPattern(item),
      path: splitPath(path),
      create: create?.type === 'scalar' && create.value === true,
    };
  });
}

/** Reads group, version and kind of a selector. */
export function readKindPattern(node: YamlNode): KindPattern {
  return {
    group: textAt(node, 'group'),
    version: textAt(node, 'version'),
    kind: textAt(node, 'kind'),
  };
}

/** Takes a path such as `spec/template/containers[]/image` apart; `\/` stands for a slash within a key. */
function splitPath(path: string): readonly string[] {
  return path
    .replace(/^\//, '')
    .split(/(?<!\\)\//)
    .map((part) => part.replaceAll('\\/', '/').replace(/\[\]$/, ''));
}
