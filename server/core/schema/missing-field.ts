import type { Manifest } from '../manifest/manifest.ts';
import { entryOf, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { isPlainKey } from './judged-value.ts';
import type { Place } from './place.ts';
import type { MissingField } from './schema-problem.ts';

/** The fields without which the API takes no such map; none where others may still come into it. */
export function missingFields(
  { node, field, keySpan, path }: Place<YamlMap>,
  { incomplete }: Manifest,
): readonly MissingField[] {
  const fields = Object.entries(field.fields ?? {});
  const required = fields.filter(([, each]) => each.required);
  const missing = required.filter(([key]) => !isGiven(entryOf(node, key)?.value));
  // The API fills defaults in before it looks for what is missing.
  const wanted = missing.filter(([, each]) => each.default === undefined);
  if (wanted.length === 0 || incomplete !== undefined) return [];
  if (!node.entries.every((entry) => isPlainKey(entry.key))) return [];
  return wanted.map(([key, each]) => ({
    type: 'missing-field',
    path,
    span: entryOf(node, key)?.keySpan ?? keySpan,
    key,
    map: node,
    field: each,
    required: required.length,
    missing: missing.length,
  }));
}

/** A key without a value counts as missing; one whose value is not known does not. */
function isGiven(node: YamlNode | undefined): boolean {
  return node !== undefined && !(node.type === 'scalar' && node.value === null);
}
