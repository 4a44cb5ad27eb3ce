import type { Manifest } from '../manifest/manifest.ts';
import { type FieldHolder, readString } from '../yaml/field.ts';
import { textAt, type YamlMap } from '../yaml/node.ts';
import { type Draft, idOf } from './draft.ts';
import { setAt } from './node-edit.ts';

/** An object as a build delivers it. Each value of its tree points at the file that had the last word on it. */
export interface BuiltObject extends Manifest {
  /** The document it was made from; `undefined` for generated objects, whose `index` is negative. */
  readonly origin: Manifest | undefined;
  /** The name without the hash that kustomize appends, where it appends one: `name` is unknown then. */
  readonly nameBeforeHash: string | undefined;
}

/** What a draft is once the build is done. */
export function builtObject(draft: Draft, position: number): BuiltObject {
  const { origin, incomplete, anchor } = draft;
  const { apiVersion, group, kind, name } = idOf(draft);
  const root = draft.hashed ? withHashedName(draft) : draft.root;
  const isAsWritten = root === origin?.root && incomplete === origin.incomplete;
  const identity = isAsWritten ? origin : identityIn(root, draft);
  return {
    root,
    incomplete,
    anchor,
    file: origin?.file ?? draft.root.span.file,
    index: origin?.index ?? -1 - position,
    span: origin?.span ?? draft.root.span,
    apiVersion,
    group,
    kind,
    name: identity.name,
    namespace: identity.namespace,
    origin,
    nameBeforeHash: draft.hashed ? name : undefined,
  };
}

/** The object with another tree, and the name and namespace that the tree says. */
export function withRoot(object: BuiltObject, root: YamlMap): BuiltObject {
  return { ...object, root, ...identityIn(root, object) };
}

function identityIn(
  root: YamlMap,
  { incomplete, anchor }: Omit<FieldHolder, 'root'>,
): Pick<Manifest, 'name' | 'namespace'> {
  const holder = { root, incomplete, anchor };
  return {
    name: readString(holder, 'metadata', 'name'),
    namespace: readString(holder, 'metadata', 'namespace'),
  };
}

function withHashedName({ root, anchor }: Draft): YamlMap {
  const why = `kustomize appends a hash to \`${textAt(root, 'metadata', 'name')}\``;
  return setAt(root, ['metadata', 'name'], { type: 'unknown', why, span: anchor });
}
