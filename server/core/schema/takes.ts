import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import type { Field } from './field-table.ts';

/** Whether the API takes a value in a field, whatever is below it. */
export function takes(field: Field, node: YamlNode): boolean {
  switch (field.type) {
    case 'any':
      return true;
    case 'map':
    case 'object':
      return node.type === 'map';
    case 'list':
      return node.type === 'sequence' && isWithin(field, node.items.length);
    default:
      return node.type === 'scalar' && takesScalar(field, node);
  }
}

function takesScalar(field: Field, { value }: YamlScalar): boolean {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value);
    default:
      return typeof value === 'string' && takesText(field, value);
  }
}

function takesText(field: Field, text: string): boolean {
  const { values, pattern, min, max } = field;
  if (values && !values.includes(text)) return false;
  if ((min !== undefined || max !== undefined) && !isWithin(field, charactersIn(text)))
    return false;
  return pattern === undefined || expressionOf(pattern).test(text);
}

function isWithin({ min = 0, max = Number.POSITIVE_INFINITY }: Field, size: number): boolean {
  return size >= min && size <= max;
}

/** What is outside the basic plane is one character of two code units. */
function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  let expression = expressions.get(pattern);
  if (!expression) {
    expression = new RegExp(pattern);
    expressions.set(pattern, expression);
  }
  return expression;
}
