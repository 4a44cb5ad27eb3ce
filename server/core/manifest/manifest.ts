import type { FilePath, Span } from '../text/span.ts';
import { type Field, type FieldHolder, readString } from '../yaml/field.ts';
import { entryOf, itemsOf, textAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import { type GroupKind, groupOf } from './kind.ts';

/** One YAML document, or one item of a `List`, that is one Kubernetes object, as it is written in its file. */
export interface Manifest extends GroupKind, FieldHolder {
  readonly file: FilePath;
  /** Position among the manifests of its file, from 0. */
  readonly index: number;
  readonly apiVersion: string;
  readonly root: YamlMap;
  readonly span: Span;
  readonly name: Field<string>;
  readonly namespace: Field<string>;
}

/** The manifests that the documents of a file hold. Documents without `apiVersion` and `kind` are none. */
export function manifestsIn(documents: readonly YamlDocument[]): readonly Manifest[] {
  const manifests: Manifest[] = [];
  for (const document of documents) {
    const incomplete = document.problems.length > 0 ? 'the document has a syntax error' : undefined;
    for (const root of objectsIn(document.root)) {
      const manifest = manifestOf(root, manifests.length, incomplete);
      if (manifest) manifests.push(manifest);
    }
  }
  return manifests;
}

/** True if both are the same document of the same file. */
export function sameManifest(a: Manifest, b: Manifest): boolean {
  return a.file === b.file && a.index === b.index;
}

function objectsIn(root: YamlNode | undefined): readonly YamlNode[] {
  if (!root) return [];
  const items = entryOf(root, 'items');
  const isList = items?.value.type === 'sequence' && textAt(root, 'kind')?.endsWith('List');
  return isList ? itemsOf(items.value).flatMap(objectsIn) : [root];
}

/** The manifest that a tree is; `undefined` for a tree without `apiVersion` and `kind`. */
export function manifestOf(
  root: YamlNode,
  index: number,
  incomplete: string | undefined,
): Manifest | undefined {
  const apiVersion = textAt(root, 'apiVersion');
  const kindEntry = entryOf(root, 'kind');
  const kind = textAt(root, 'kind');
  if (root.type !== 'map' || !apiVersion || !kind || !kindEntry) return undefined;
  const holder: FieldHolder = { root, incomplete, anchor: kindEntry.value.span };
  return {
    ...holder,
    root,
    file: root.span.file,
    index,
    apiVersion,
    group: groupOf(apiVersion),
    kind,
    span: root.span,
    name: readString(holder, 'metadata', 'name'),
    namespace: readString(holder, 'metadata', 'namespace'),
  };
}
