import type { Manifest } from '../manifest/manifest.ts';
import type { Span } from '../text/span.ts';
import { entryOf, isNothing, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { type Field, type FieldTable, fieldAt, type Mistake } from './field-table.ts';
import { isJudged, isPlainKey } from './judged-value.ts';
import { meantField, placeOfField } from './meant-field.ts';
import type { MissingField, SchemaProblem, UnknownField, WrongValue } from './schema-problem.ts';

/** The problem behind a mistake; `undefined` where the validator stumbled over what is not known. */
export function problemAt(
  table: FieldTable,
  object: Manifest,
  { at, key, isUnknown }: Mistake,
): SchemaProblem | undefined {
  const steps = at.split('/').slice(1).map(unescaped);
  const place = placeAt(object, steps);
  const field = fieldAt(table, steps);
  if (!place || !field) return undefined;
  const { node } = place;
  if (key === undefined) return wrongValue(node, field, place.path);
  if (node.type !== 'map') return undefined;
  const found = { ...place, node, fields: field.fields ?? {} };
  return isUnknown ? unknownField(found, key, table, object) : missingField(found, key, object);
}

/** A value in an object. */
interface Place<Node = YamlNode> {
  readonly node: Node;
  /** The nearest key above. */
  readonly keySpan: Span;
  /** Such as `spec.dependsOn[0]`. */
  readonly path: string;
}

/** A map, and what the API knows there. */
interface MapPlace extends Place<YamlMap> {
  readonly fields: NonNullable<Field['fields']>;
}

function placeAt({ root, anchor }: Manifest, steps: readonly string[]): Place | undefined {
  return steps.reduce<Place | undefined>((place, step) => place && stepInto(place, step), {
    node: root,
    keySpan: anchor,
    path: '',
  });
}

function stepInto({ node, keySpan, path }: Place, step: string): Place | undefined {
  if (node.type === 'sequence') {
    const item = node.items[Number(step)];
    // An item has no key of its own: its first one stands for it.
    const first = item?.type === 'map' ? item.entries[0]?.keySpan : undefined;
    return item && { node: item, keySpan: first ?? keySpan, path: `${path}[${step}]` };
  }
  const entry = entryOf(node, step);
  return entry && { node: entry.value, keySpan: entry.keySpan, path: below(path, step) };
}

function wrongValue(node: YamlNode, field: Field, path: string): WrongValue | undefined {
  if (!isJudged(node) || mayBeBoolean(node, field)) return undefined;
  return { type: 'wrong-value', path, span: node.span, node, field };
}

/** Words that YAML 1.1 takes for booleans, and with it kustomize in JSON patches. */
function mayBeBoolean(node: YamlNode, { type }: Field): boolean {
  if (type !== 'boolean' || node.type !== 'scalar' || typeof node.value !== 'string') return false;
  return /^(y|n|yes|no|on|off)$/i.test(node.value);
}

function unknownField(
  { node, fields, path }: MapPlace,
  key: string,
  table: FieldTable,
  { incomplete }: Manifest,
): UnknownField | undefined {
  const entry = entryOf(node, key);
  // The beginning of a line that somebody is typing is no field yet.
  if (!entry || (incomplete !== undefined && isNothing(entry.value))) return undefined;
  const meant = meantField(fields, node, key);
  return {
    type: 'unknown-field',
    path: below(path, key),
    span: entry.keySpan,
    map: node,
    entry,
    meant,
    belongsIn: meant ? undefined : placeOfField(table, key),
  };
}

function missingField(
  { node, fields, keySpan, path }: MapPlace,
  key: string,
  { incomplete }: Manifest,
): MissingField | undefined {
  const field = fields[key];
  const entry = entryOf(node, key);
  // The API fills defaults in before it looks for what is missing.
  if (!field || field.default !== undefined || isGiven(entry?.value)) return undefined;
  if (incomplete !== undefined || !node.entries.every((each) => isPlainKey(each.key)))
    return undefined;
  const required = Object.keys(fields).filter((name) => fields[name]?.required);
  return {
    type: 'missing-field',
    path,
    span: entry?.keySpan ?? keySpan,
    key,
    map: node,
    field,
    required: required.length,
    missing: required.filter((name) => !isGiven(entryOf(node, name)?.value)).length,
  };
}

/** A key without a value counts as missing; one whose value is not known does not. */
function isGiven(node: YamlNode | undefined): boolean {
  return node !== undefined && !(node.type === 'scalar' && node.value === null);
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
