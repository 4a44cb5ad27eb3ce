import type { FleetObject } from '../fleet/fleet.ts';
import { quote } from '../text/quote.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { baseName } from '../workspace/path.ts';
import { valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { insertEntry, removeEntry, setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** The texts of the workspace and what is written in them. */
export interface Documents extends Texts {
  /** The YAML of a file, document by document. */
  treesOf(file: FilePath): readonly YamlNode[];
}

/**
 * The fixes that give a field another value: where its effective value is written and, if that is a patch in a file of
 * its own, in the document itself, which the patch must leave alone then.
 */
export function changeValue(
  documents: Documents,
  object: FleetObject,
  path: readonly string[],
  value: string | boolean,
): readonly (Fix | undefined)[] {
  const effective = valueAt(object.root, ...path);
  if (!effective) return [];
  const title = `Set ${quote(path.at(-1) ?? '')} to ${quote(String(value))}`;
  const { file } = effective.span;
  const here = setScalar(documents.textOf(file), effective, value);
  const origin = object.origin.file;
  if (file === origin) return [fix(title, [here])];
  return [
    fix(`${title} in ${quote(baseName(file))}`, [here]),
    fix(`${title} in ${quote(baseName(origin))} instead of ${quote(baseName(file))}`, [
      takeOut(documents, effective.span),
      setInDocument(documents, object, path, value),
    ]),
  ];
}

/** Takes a value out of the patch it is written in; not if nothing would be left of the map around it. */
function takeOut(documents: Documents, span: Span): TextEdit | undefined {
  for (const tree of documents.treesOf(span.file)) {
    const found = entryAt(tree, span);
    if (found) return removeEntry(documents.textOf(span.file), found.map, found.key);
  }
  return undefined;
}

function setInDocument(
  documents: Documents,
  { origin }: FleetObject,
  path: readonly string[],
  value: string | boolean,
): TextEdit | undefined {
  const text = documents.textOf(origin.file);
  const written = valueAt(origin.root, ...path);
  if (written) return setScalar(text, written, value);
  const map = valueAt(origin.root, ...path.slice(0, -1));
  return map?.type === 'map' ? insertEntry(text, map, path.at(-1) ?? '', value, []) : undefined;
}

/** The entry of a tree whose value stands at a span, and the map it is in. */
function entryAt(
  node: YamlNode,
  span: Span,
): { readonly map: YamlMap; readonly key: string } | undefined {
  if (node.span.start > span.start || node.span.end < span.end) return undefined;
  if (node.type === 'sequence') {
    for (const item of node.items) {
      const found = entryAt(item, span);
      if (found) return found;
    }
  }
  if (node.type !== 'map') return undefined;
  for (const { key, value } of node.entries) {
    const isIt = value.type === 'scalar' && value.span.start === span.start;
    // What a kustomization says of itself, such as `namespace:`, is no patch of one object.
    if (isIt) return key === 'value' || isKustomization(node) ? undefined : { map: node, key };
    const found = entryAt(value, span);
    if (found) return found;
  }
  return undefined;
}

function isKustomization(map: YamlMap): boolean {
  return map.entries.some(({ key }) => key === 'resources' || key === 'patches');
}
