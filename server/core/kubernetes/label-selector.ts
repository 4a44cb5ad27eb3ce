import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import { placeholderIn, readField } from '../yaml/field.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { type Answer, allOf, answer } from './answer.ts';

/** Whether a label selector of the Kubernetes API chooses an object. One that asks for nothing chooses everything. */
export function selects(selector: YamlNode, object: Manifest): Answer {
  if (selector.type !== 'map') return 'unknown';
  return allOf(
    requirementsOf(selector).map(({ key, operator, values }) =>
      meets(object, key, operator, values),
    ),
  );
}

/** The same text for selectors that choose the same. */
export function textOfSelector(selector: YamlNode): string {
  return selector.type === 'map' ? JSON.stringify(requirementsOf(selector)) : 'unknown';
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

const requirementsOf = remembered((selector: YamlNode): readonly Requirement[] => {
  const labels = valueAt(selector, 'matchLabels');
  const expressions = valueAt(selector, 'matchExpressions');
  return [
    ...(labels?.type === 'map' ? labels.entries : []).map(({ key, value }) => ({
      key,
      operator: 'In',
      values: [textOf(value) ?? ''],
    })),
    ...itemsOf(expressions).map((expression) => ({
      key: textAt(expression, 'key') ?? '',
      operator: textAt(expression, 'operator') ?? '',
      values: itemsOf(valueAt(expression, 'values')).flatMap((value) => textOf(value) ?? []),
    })),
  ];
});

function meets(object: Manifest, key: string, operator: string, values: readonly string[]): Answer {
  const label = readField(object, 'metadata', 'labels', key);
  const value = label.state === 'present' ? textOf(label.value) : undefined;
  const texts = [key, ...values, value ?? ''];
  if (label.state === 'unknown' || texts.some(placeholderIn)) return 'unknown';
  switch (operator) {
    case 'In':
      return answer(value !== undefined && values.includes(value));
    case 'NotIn':
      return answer(value === undefined || !values.includes(value));
    case 'Exists':
      return answer(value !== undefined);
    case 'DoesNotExist':
      return answer(value === undefined);
    default:
      return 'unknown';
  }
}
