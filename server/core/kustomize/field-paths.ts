import { itemsOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { type FieldSpec, type KindPattern, readFieldSpecs, readKindPattern } from './field-spec.ts';

/** Where objects of one kind are referred to by name. */
export interface NameReference {
  readonly to: KindPattern;
  readonly from: readonly FieldSpec[];
}

/** What `configurations` add to the fields that kustomize knows of itself. A base's additions hold in its overlays too. */
export interface FieldPaths {
  readonly namespace: readonly FieldSpec[];
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly annotations: readonly FieldSpec[];
  readonly nameReferences: readonly NameReference[];
}

/** No additions. */
export const noFieldPaths: FieldPaths = {
  namespace: [],
  namePrefix: [],
  nameSuffix: [],
  labels: [],
  annotations: [],
  nameReferences: [],
};

/** Reads a file listed under `configurations`. */
export function readFieldPaths(root: YamlNode): FieldPaths {
  const fields = (key: string) => readFieldSpecs(valueAt(root, key));
  return {
    namespace: fields('namespace'),
    namePrefix: fields('namePrefix'),
    nameSuffix: fields('nameSuffix'),
    labels: fields('commonLabels'),
    annotations: fields('commonAnnotations'),
    nameReferences: itemsOf(valueAt(root, 'nameReference')).map((item) => ({
      to: readKindPattern(item),
      from: readFieldSpecs(valueAt(item, 'fieldSpecs')),
    })),
  };
}

/** Both together. */
export function joinFieldPaths(a: FieldPaths, b: FieldPaths): FieldPaths {
  if (a === b || b === noFieldPaths) return a;
  return {
    namespace: [...a.namespace, ...b.namespace],
    namePrefix: [...a.namePrefix, ...b.namePrefix],
    nameSuffix: [...a.nameSuffix, ...b.nameSuffix],
    labels: [...a.labels, ...b.labels],
    annotations: [...a.annotations, ...b.annotations],
    nameReferences: [...a.nameReferences, ...b.nameReferences],
  };
}
