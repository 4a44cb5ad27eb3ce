import { entryOf, textAt, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { entryFrom, sameValue, withEntries, withEntry, withoutEntry } from './node-edit.ts';

/** What became of a tree that was to be changed, or why it could not be. */
export type PatchResult<T> = { readonly value: T } | { readonly error: string };

/**
 * Applies the operations of a JSON patch (RFC 6902), as kustomize does: a path must exist up to its last part, and
 * `replace` may also add a missing key. Values keep their place in the file of the patch.
 */
export function applyJsonPatch(
  root: YamlMap,
  operations: readonly YamlNode[],
): PatchResult<YamlMap> {
  let result: YamlNode = root;
  for (const run of runsOf(operations)) {
    const together = putTogether(result, run);
    if (together) {
      result = together;
      continue;
    }
    for (const operation of run) {
      const next = applyOperation(result, operation);
      if ('error' in next) return next;
      result = next.value;
    }
  }
  return result.type === 'map' ? { value: result } : { error: 'the patch leaves no object' };
}

/** Operations in a row that put values below the same path: thousands of them would copy what is there for each. */
function runsOf(operations: readonly YamlNode[]): readonly (readonly YamlNode[])[] {
  const runs: YamlNode[][] = [];
  let before: string | undefined;
  for (const operation of operations) {
    const container = containerOf(operation);
    if (container !== undefined && container === before) runs.at(-1)?.push(operation);
    else runs.push([operation]);
    before = container;
  }
  return runs;
}

/** The path below which an operation puts a value; `undefined` for other operations. */
function containerOf(operation: YamlNode): string | undefined {
  const op = textAt(operation, 'op');
  const path = textAt(operation, 'path');
  const puts = (op === 'add' || op === 'replace') && valueAt(operation, 'value') !== undefined;
  return puts && path?.startsWith('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;
}

/** What a run makes of a tree, if it puts its values into a map that is there. */
function putTogether(root: YamlNode, run: readonly YamlNode[]): YamlNode | undefined {
  const [first] = run;
  const path = first && run.length > 1 ? tokensOf(first, 'path') : undefined;
  if (!path) return undefined;
  const entries = run.flatMap((operation) => {
    const key = tokensOf(operation, 'path')?.at(-1);
    const value = valueAt(operation, 'value');
    return key !== undefined && value ? entryFrom(key, value) : [];
  });
  return changeAt(root, path, (container) =>
    container.type === 'map' ? withEntries(container, entries) : undefined,
  );
}

function applyOperation(root: YamlNode, operation: YamlNode): PatchResult<YamlNode> {
  const path = tokensOf(operation, 'path');
  if (!path) return { error: 'the operation has no valid `path`' };
  const op = textAt(operation, 'op');
  const value = valueAt(operation, 'value');
  switch (op) {
    case 'add':
    case 'replace':
      return value
        ? change(root, path, put(value, op))
        : { error: `the operation \`${op}\` has no \`value\`` };
    case 'remove':
      return change(root, path, take);
    case 'test':
      return test(root, path, value);
    case 'move':
    case 'copy':
      return relocate(root, tokensOf(operation, 'from'), path, op);
    default:
      return { error: `\`${op ?? ''}\` is no operation of a JSON patch` };
  }
}

function test(
  root: YamlNode,
  path: readonly string[],
  value: YamlNode | undefined,
): PatchResult<YamlNode> {
  const found = path.reduce<YamlNode | undefined>(child, root);
  return found && value && (found.type === 'unknown' || sameValue(found, value))
    ? { value: root }
    : { error: `the value at \`${print(path)}\` is not the one that is tested for` };
}

function relocate(
  root: YamlNode,
  from: readonly string[] | undefined,
  to: readonly string[],
  op: 'move' | 'copy',
): PatchResult<YamlNode> {
  const value = from?.reduce<YamlNode | undefined>(child, root);
  if (!from || !value) return { error: `there is nothing at \`${print(from ?? [])}\`` };
  const without = op === 'move' ? change(root, from, take) : { value: root };
  return 'error' in without ? without : change(without.value, to, put(value, 'add'));
}

/** Changes the container that holds the last part of a path. */
type Change = (container: YamlNode, key: string) => YamlNode | undefined;

function change(root: YamlNode, path: readonly string[], apply: Change): PatchResult<YamlNode> {
  const result = changeAt(root, path, apply);
  return result
    ? { value: result }
    : { error: `the path \`${print(path)}\` does not exist in the object` };
}

function changeAt(
  node: YamlNode,
  [key, ...rest]: readonly string[],
  apply: Change,
): YamlNode | undefined {
  if (node.type === 'unknown') return node;
  if (key === undefined) return undefined;
  if (rest.length === 0) return apply(node, key);
  const inner = child(node, key);
  const changed = inner && changeAt(inner, rest, apply);
  if (!changed) return undefined;
  if (node.type === 'sequence') {
    return { ...node, items: node.items.with(indexIn(node.items, key), changed) };
  }
  const old = entryOf(node, key);
  return node.type === 'map' && old ? withEntry(node, { ...old, value: changed }) : undefined;
}

function put(value: YamlNode, op: 'add' | 'replace'): Change {
  return (container, key) => {
    if (container.type === 'map') return withEntry(container, entryFrom(key, value));
    if (container.type !== 'sequence') return undefined;
    const { items } = container;
    const at = op === 'add' && key === '-' ? items.length : indexIn(items, key);
    if (at < 0 || at > items.length || (op === 'replace' && at === items.length)) return undefined;
    return { ...container, items: items.toSpliced(at, op === 'add' ? 0 : 1, value) };
  };
}

const take: Change = (container, key) => {
  if (container.type === 'map') {
    return entryOf(container, key) ? withoutEntry(container, key) : undefined;
  }
  if (container.type !== 'sequence' || !child(container, key)) return undefined;
  return { ...container, items: container.items.toSpliced(indexIn(container.items, key), 1) };
};

function child(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.type === 'sequence'
    ? node.items[indexIn(node.items, key)]
    : entryOf(node, key)?.value;
}

/** Position of a list item; kustomize counts negative numbers from the end. */
function indexIn(items: readonly YamlNode[], key: string): number {
  if (!/^-?\d+$/.test(key)) return -1;
  const index = Number(key);
  return index < 0 ? items.length + index : index;
}

function tokensOf(operation: YamlNode, key: 'path' | 'from'): readonly string[] | undefined {
  const text = textAt(operation, key);
  if (!text?.startsWith('/')) return undefined;
  return text.split('/').slice(1).map(unescaped);
}

function print(path: readonly string[]): string {
  return path.map((token) => `/${escaped(token)}`).join('');
}

/** The order matters: `~01` stands for `~1` (RFC 6901, section 4). */
function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
