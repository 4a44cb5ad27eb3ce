import type { YamlNode } from '../yaml/node.ts';
import { type Draft, idOf, originalIdOf, rememberId } from './draft.ts';
import { changeField, type FieldSpec, matchesKind } from './field-spec.ts';
import type { Transformer } from './transformer.ts';

const nameField: FieldSpec = { path: ['metadata', 'name'], create: false };

/** Kinds whose names mean something outside the build (kustomize:api/internal/builtins/PrefixTransformer.go). */
const keptNames = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
];

/** `namePrefix`. */
export const applyNamePrefix: Transformer = (drafts, { config, fieldPaths }) =>
  addToNames(drafts, config.namePrefix, '', [nameField, ...fieldPaths.namePrefix]);

/** `nameSuffix`. */
export const applyNameSuffix: Transformer = (drafts, { config, fieldPaths }) =>
  addToNames(drafts, '', config.nameSuffix, [nameField, ...fieldPaths.nameSuffix]);

/** Puts texts in front of and behind the names of all objects. The name still points at where it was written. */
export function addToNames(
  drafts: readonly Draft[],
  prefix: string,
  suffix: string,
  fields: readonly FieldSpec[] = [nameField],
): readonly Draft[] {
  if (prefix === '' && suffix === '') return drafts;
  return drafts.map((draft) => {
    const id = originalIdOf(draft);
    if (keptNames.some((pattern) => matchesKind(pattern, id))) return draft;
    const root = fields.reduce(
      (map, field) => changeField(map, field, (old) => affixed(old, prefix, suffix, map)),
      draft.root,
    );
    return idOf(draft).name === '' ? { ...draft, root } : { ...rememberId(draft), root };
  });
}

function affixed(
  old: YamlNode | undefined,
  prefix: string,
  suffix: string,
  holder: YamlNode,
): YamlNode {
  if (old && old.type !== 'scalar') return old;
  const value = `${prefix}${old?.value ?? ''}${suffix}`;
  return { type: 'scalar', value, span: old?.span ?? holder.span };
}
