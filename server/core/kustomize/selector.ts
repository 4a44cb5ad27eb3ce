import { isLiteral, wholeMatcher } from '../text/pattern.ts';
import { textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import type { BuildTrace } from './build-trace.ts';
import { type Draft, effectiveNamespace, idOf, originalIdOf } from './draft.ts';
import { positionsOf } from './draft-index.ts';
import { versionOf } from './field-spec.ts';

/**
 * The test whether a `target` selects a draft. Its texts are regular expressions for the whole value, and what is left
 * out matches anything. Name and namespace may be the present ones or those the object entered the build with, so
 * patches reach objects by the namespace they have before it is set (kustomize:api/resmap/reswrangler.go).
 */
export function selectorOf(target: YamlNode): (draft: Draft) => boolean {
  const pattern = (key: string) => wholeMatch(textAt(target, key));
  const [kind, group, version] = [pattern('kind'), pattern('group'), pattern('version')];
  const [name, namespace] = [pattern('name'), pattern('namespace')];
  const labels = requirementsOf(textAt(target, 'labelSelector') ?? '');
  const annotations = requirementsOf(textAt(target, 'annotationSelector') ?? '');
  return (draft) => {
    const now = idOf(draft);
    const before = originalIdOf(draft);
    return (
      kind(now.kind) &&
      group(now.group) &&
      version(versionOf(now.apiVersion)) &&
      (name(before.name) || name(now.name)) &&
      (namespace(effectiveNamespace(before)) || namespace(effectiveNamespace(now))) &&
      meetsAll(draft, 'labels', labels) &&
      meetsAll(draft, 'annotations', annotations)
    );
  };
}

/** The positions of the drafts that a `target` selects. Only those are looked at whose name or kind it may mean. */
export function selectedBy(
  target: YamlNode,
  drafts: readonly Draft[],
  trace: BuildTrace,
): readonly number[] {
  const selects = selectorOf(target);
  const literal = (key: string) => {
    const pattern = textAt(target, key);
    return pattern && isLiteral(pattern) ? pattern : undefined;
  };
  const possible = [...positionsOf(drafts, { name: literal('name'), kind: literal('kind') })];
  trace.spend(possible.length, weightOfLook);
  if (trace.isTooLarge(drafts.length)) return [];
  return possible.filter((position) => {
    const draft = drafts[position];
    return draft !== undefined && selects(draft);
  });
}

const weightOfLook = 0.2;

/** A pattern that cannot be used selects nothing, as one that kustomize refuses. */
function wholeMatch(pattern: string | undefined): (value: string) => boolean {
  return pattern ? (wholeMatcher(pattern) ?? (() => false)) : () => true;
}

function meetsAll(
  draft: Draft,
  field: 'labels' | 'annotations',
  requirements: readonly Requirement[],
): boolean {
  const pairs = valueAt(draft.root, 'metadata', field);
  return requirements.every((requirement) => meets(textAt(pairs, requirement.key), requirement));
}

/** One condition of a label selector, in the grammar of `kubectl get --selector`. */
interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | 'absent';
  readonly values: readonly string[];
}

function meets(value: string | undefined, { operator, values }: Requirement): boolean {
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
  }
}

function requirementsOf(selector: string): readonly Requirement[] {
  return partsOf(selector)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(requirementOf);
}

/** Divides at commas that stand in no brackets; one that is never closed holds none back. */
function partsOf(selector: string): readonly string[] {
  const parts: string[] = [];
  const lastEnd = selector.lastIndexOf(')');
  let from = 0;
  for (let at = 0; at < selector.length; at++) {
    if (selector[at] === '(' && at < lastEnd) at = selector.indexOf(')', at);
    else if (selector[at] === ',') {
      parts.push(selector.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, selector.slice(from)];
}

function requirementOf(part: string): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key = '', operator, values = ''] = set;
    return {
      key,
      operator: operator === 'in' ? 'in' : 'notin',
      values: values.split(',').map((value) => value.trim()),
    };
  }
  const comparison = /^([^!=\s]+)\s*(!=|==|=)\s*((?!\s).*)$/.exec(part);
  if (comparison) {
    const [, key = '', operator, value = ''] = comparison;
    return { key, operator: operator === '!=' ? 'notin' : 'in', values: [value] };
  }
  return part.startsWith('!')
    ? { key: part.slice(1).trim(), operator: 'absent', values: [] }
    : { key: part, operator: 'exists', values: [] };
}
