import { textAt, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { Draft } from './draft.ts';
import { changeField, type FieldSpec, readFieldSpecs } from './field-spec.ts';
import { mapAt } from './kustomize-config.ts';
import { annotationFields, labelSelectors, objectLabels, templateLabels } from './label-fields.ts';
import { mapFrom, withEntry } from './node-edit.ts';
import type { Transformer } from './transformer.ts';

/** `labels` and `commonLabels`. */
export const applyLabels: Transformer = (drafts, { config, fieldPaths }) => {
  const labelled = config.labels.reduce((current, item) => {
    const pairs = mapAt(item, 'pairs');
    return pairs ? addPairs(current, pairs, fieldsOf(item, fieldPaths.labels)) : current;
  }, drafts);
  const everywhere = [objectLabels, ...templateLabels, ...labelSelectors, ...fieldPaths.labels];
  return config.commonLabels ? addPairs(labelled, config.commonLabels, everywhere) : labelled;
};

/** `commonAnnotations`. */
export const applyAnnotations: Transformer = (drafts, { config, fieldPaths }) =>
  config.commonAnnotations
    ? addPairs(drafts, config.commonAnnotations, [...annotationFields, ...fieldPaths.annotations])
    : drafts;

/** Writes labels or annotations into all objects; pairs that are there already are replaced. */
export function addPairs(
  drafts: readonly Draft[],
  pairs: YamlMap,
  fields: readonly FieldSpec[],
): readonly Draft[] {
  return drafts.map((draft) => ({
    ...draft,
    root: fields.reduce(
      (map, field) => changeField(map, field, (old) => withPairs(old, pairs)),
      draft.root,
    ),
  }));
}

function fieldsOf(item: YamlNode, extra: readonly FieldSpec[]): readonly FieldSpec[] {
  const own = readFieldSpecs(valueAt(item, 'fields'));
  const isSet = (key: string) => textAt(item, key) === 'true';
  if (isSet('includeSelectors')) {
    return [objectLabels, ...templateLabels, ...labelSelectors, ...extra, ...own];
  }
  return [objectLabels, ...(isSet('includeTemplates') ? templateLabels : []), ...own];
}

function withPairs(old: YamlNode | undefined, pairs: YamlMap): YamlNode {
  if (old && old.type !== 'map') return old;
  return pairs.entries.reduce(withEntry, old ?? mapFrom(pairs.span));
}
