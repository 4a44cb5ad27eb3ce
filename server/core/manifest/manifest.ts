import type { FilePath, Span } from '../text/span.ts';
import { type Field, type FieldHolder, readString } from '../yaml/field.ts';
import { entryOf, textAt, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
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

/**
 * The manifests that the documents of a file hold. Documents without `apiVersion` and `kind` are none. The same document in
 * the same place of its file is the same manifest again, so that all that is remembered of it holds after an edit elsewhere.
 */
export function manifestsIn(documents: readonly YamlDocument[]): readonly Manifest[] {
  const [only, ...others] = documents;
  if (only && others.length === 0) return manifestsOf(only, 0);
  const manifests: Manifest[] = [];
  for (const document of documents) {
    for (const manifest of manifestsOf(document, manifests.length)) manifests.push(manifest);
  }
  return manifests;
}

/** The manifests of one document, the first of which is the given one of its file. */
function manifestsOf(document: YamlDocument, first: number): readonly Manifest[] {
  const known = knownManifests.get(document);
  if (known && (known[0]?.index ?? first) === first) return known;
  const incomplete = document.problems.length > 0 ? 'the document has a syntax error' : undefined;
  const made: Manifest[] = [];
  for (const root of objectsIn(document.root)) {
    const manifest = manifestOf(root, first + made.length, incomplete);
    if (manifest) made.push(manifest);
  }
  // A copy has no room for more, of which there are many.
  const manifests = made.slice();
  knownManifests.set(document, manifests);
  return manifests;
}

const knownManifests = new WeakMap<YamlDocument, readonly Manifest[]>();

/** True if both are the same document of the same file. */
export function sameManifest(a: Manifest, b: Manifest): boolean {
  return a.file === b.file && a.index === b.index;
}

function objectsIn(root: YamlNode | undefined): readonly YamlNode[] {
  if (!root) return [];
  const items = textAt(root, 'kind')?.endsWith('List') ? valueAt(root, 'items') : undefined;
  return items?.type === 'sequence' ? items.items.flatMap(objectsIn) : [root];
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
  const anchor = kindEntry.value.span;
  const holder: FieldHolder = { root, incomplete, anchor };
  // Written out: engines keep what is spread into an object apart from it, which takes space and time.
  return {
    root,
    incomplete,
    anchor,
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
