import { entryOf, type YamlMap, type YamlNode } from './node.ts';

/** A map that was found at a path, such as `spec.valuesFrom[0]`. */
export interface PlacedMap {
  readonly path: string;
  readonly node: YamlMap;
}

/** The maps at a path of keys; `[]` behind a key stands for each item of its list, as in `spec.valuesFrom[]`. */
export function mapsAt(root: YamlNode, path: string): readonly PlacedMap[] {
  return below(root, path.split('.'), '');
}

function below(
  node: YamlNode | undefined,
  [key, ...rest]: readonly string[],
  path: string,
): readonly PlacedMap[] {
  if (key === undefined) return node?.type === 'map' ? [{ path, node }] : [];
  const name = key.replace('[]', '');
  const value = entryOf(node, name)?.value;
  const here = path === '' ? name : `${path}.${name}`;
  if (!key.endsWith('[]')) return below(value, rest, here);
  return value?.type === 'sequence'
    ? value.items.flatMap((item, index) => below(item, rest, `${here}[${index}]`))
    : [];
}

/** The last key of a path, without the position in its list: `valuesFrom` for `spec.valuesFrom[0]`. */
export function lastKeyOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\d*\]$/, '');
}
