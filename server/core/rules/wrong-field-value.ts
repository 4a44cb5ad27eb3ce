import { found } from '../config/shape.ts';
import { type Fix, fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type Field, tableKinds } from '../schema/field-table.ts';
import type { WrongValue } from '../schema/schema-problem.ts';
import { nearest } from '../text/nearest.ts';
import { quoteAll } from '../text/quote.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { isTagged, setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { problemsIn } from './schema-problems.ts';
import { nameOf, quote } from './wording.ts';

/** Flags values of another type than their field has, or that are none of its values. */
export const wrongFieldValue = defineRule({
  id: 'wrong-field-value',
  title: 'Value that the Flux API does not take',
  boundary: 'api',
  preset: 'recommended',
  applies: 'everywhere',
  isSchemaCheck: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  reads: tableKinds,
  why: 'The API server refuses the object, and Flux applies nothing of what is delivered together with it. YAML takes `1.2` for a number and `true` for a boolean, also where the API wants a text.',
  remedy:
    'Write a value that the field takes; put numbers and booleans in quotes where a text is wanted.',
  errors: [
    'HelmRelease/apps/podinfo dry-run failed: failed to create typed patch object (apps/podinfo; helm.toolkit.fluxcd.io/v2, Kind=HelmRelease): .spec.chart.spec.version: expected string, got &value.valueUnstructured{Value:6.5}',
    'Kustomization.kustomize.toolkit.fluxcd.io "podinfo" is invalid: spec.interval: Invalid value: "1d": spec.interval in body should match \'^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$\'',
    'Kustomization.kustomize.toolkit.fluxcd.io "podinfo" is invalid: spec.sourceRef.kind: Unsupported value: "HelmRepository": supported values: "OCIRepository", "GitRepository", "Bucket", "ExternalArtifact"',
  ],
  references: [
    'https://fluxcd.io/flux/components/',
    'https://fluxoperator.dev/docs/crd/fluxinstance/',
    'https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/typed/validate.go',
  ],
  check(object, context) {
    for (const problem of problemsIn('wrong-value', object, context)) {
      context.report({
        at: problem.span,
        object,
        tenant: context.tenancy.ownerOf(object),
        message: message(object, problem, context),
        fixes: () => fixesOf(problem, context),
      });
    }
  },
});

function message(object: FleetObject, problem: WrongValue, context: RuleContext): string {
  const { node, field, path } = problem;
  return `${nameOf(object)} has ${given(node, field, context)} in ${quote(path)}, which takes ${expected(node, field)}`;
}

function given(node: YamlNode, { type }: Field, context: RuleContext): string {
  if (node.type === 'sequence' && type === 'list')
    return `a list of ${count(node.items.length, 'item')}`;
  if (node.type !== 'scalar' || node.value === '') return found(node);
  if (typeof node.value === 'string')
    return `${type === 'string' ? '' : 'the text '}${quote(node.value)}`;
  const value = asWritten(node, context.textOf(node.span.file)) ?? String(node.value);
  return `the ${typeof node.value === 'boolean' ? 'boolean' : 'number'} ${quote(value)}`;
}

function expected(node: YamlNode, field: Field): string {
  const { type, values, pattern, means, min, max } = field;
  switch (type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return 'a whole number';
    case 'list':
      return `a list${range(min, max, 'item')}`;
    case 'map':
    case 'object':
      return 'a map';
    default: {
      if (values) return oneOf(values, node);
      const text = node.type === 'scalar' ? String(node.value) : '';
      const isTooLong = pattern !== undefined && text !== '' && new RegExp(pattern).test(text);
      return means === undefined || isTooLong ? `a text${range(min, max, 'character')}` : means;
    }
  }
}

/** More words than these are not listed. */
const longestList = 8;

function oneOf(values: readonly string[], node: YamlNode): string {
  if (values.length <= longestList) return quoteAll(values, 'or');
  const near = node.type === 'scalar' ? nearestValue(String(node.value), values) : undefined;
  const hint =
    near === undefined ? `such as ${quote(values[0] ?? '')}` : `the nearest is ${quote(near)}`;
  return `one of ${values.length} words; ${hint}`;
}

function nearestValue(text: string, values: readonly string[]): string | undefined {
  const sameLetters = values.find((value) => value.toLowerCase() === text.toLowerCase());
  return sameLetters ?? nearest(text, values, 2);
}

function range(min: number | undefined, max: number | undefined, noun: string): string {
  if (max === undefined) return min === undefined ? '' : ` of at least ${count(min, noun)}`;
  return ` of ${min === undefined ? 'at most' : `${min} to`} ${count(max, noun)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function fixesOf(
  { node, field, path }: WrongValue,
  context: RuleContext,
): readonly (Fix | undefined)[] {
  if (node.type !== 'scalar') return [];
  const text = context.textOf(node.span.file);
  const key = quote(path.slice(path.lastIndexOf('.') + 1));
  if (field.type === 'string' && !field.values && !field.pattern) return [quoted(node, text, key)];
  const meant = meantBy(node, field);
  if (!meant) return [];
  const { value, safety } = meant;
  const edit = field.type === 'string' ? setScalar(text, node, value) : bare(text, node, value);
  return [fix(`Set ${key} to ${quote(value)}`, [edit], { safety })];
}

/** Writes a value without quotes, which a tag would make a text of. */
function bare(text: string, node: YamlScalar, newText: string): TextEdit | undefined {
  return isTagged(text, node.span) ? undefined : { span: visibleSpan(node, text), newText };
}

/** Without the line break that a block of text ends with. */
function visibleSpan({ span }: YamlScalar, text: string): Span {
  const written = text.slice(span.start, span.end).trimEnd();
  return { ...span, end: span.start + written.length };
}

/** Quotes around what stands there, so that no digit of it is lost. */
function quoted(node: YamlScalar, text: string, key: string): Fix | undefined {
  const written = typeof node.value === 'string' ? undefined : asWritten(node, text);
  if (written === undefined) return undefined;
  const edits = [{ span: node.span, newText: `"${written}"` }];
  return fix(`Put ${key} in quotes`, edits, { safety: 'safe' });
}

/** A number or boolean as somebody typed it: 6.10 is the number 6.1. `undefined` where only an alias stands. */
function asWritten({ span }: YamlScalar, text: string): string | undefined {
  const written = text.slice(span.start, span.end);
  return /^[-+.\w]+$/.test(written) ? written : undefined;
}

function meantBy(
  { value }: YamlScalar,
  { type, values, pattern }: Field,
): { readonly value: string; readonly safety: Fix['safety'] } | undefined {
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean' && /^(true|false)$/i.test(value)) {
    return { value: value.toLowerCase(), safety: 'safe' };
  }
  if (type === 'integer' && /^\d{1,9}$/.test(value))
    return { value: String(Number(value)), safety: 'safe' };
  const days = /^(\d{1,4})d$/.exec(value)?.[1];
  if (days !== undefined && pattern !== undefined && new RegExp(pattern).test('24h')) {
    return { value: `${Number(days) * 24}h`, safety: 'safe' };
  }
  const near = values && nearestValue(value, values);
  if (near === undefined) return undefined;
  // In another case it can mean nothing else.
  return { value: near, safety: near.toLowerCase() === value.toLowerCase() ? 'safe' : 'unsafe' };
}
