import { placeholderIn } from '../yaml/field.ts';
import type { YamlNode } from '../yaml/node.ts';
import { type Field, fieldIn } from './field-table.ts';

/**
 * A tree as the plain value that a validator looks at, as far as the field says something of it. What must not be judged
 * is `undefined` there: what is not known, is filled in only later, or is no value at all, since Kubernetes drops nulls.
 */
export function judgedValue(node: YamlNode, field: Field | undefined): unknown {
  switch (node.type) {
    case 'map': {
      const value: Record<string, unknown> = {};
      if (!field?.fields && !field?.items) return value;
      for (const { key, value: below } of node.entries) {
        if (isPlainKey(key)) value[key] = judgedValue(below, fieldIn(field, key));
      }
      return value;
    }
    case 'sequence':
      return field?.items ? node.items.map((item) => judgedValue(item, field.items)) : [];
    case 'scalar':
      return isJudged(node) ? numberFrom(node.value) : undefined;
    case 'unknown':
      return undefined;
  }
}

/** True for what stands in the repository as it will stand in the cluster. */
export function isJudged(node: YamlNode): boolean {
  if (node.type !== 'scalar') return node.type !== 'unknown';
  const { value } = node;
  if (typeof value === 'string') return isPlain(value);
  // Parsers differ on digits that are no number anymore, such as the abbreviated commit 1e9999.
  return value !== null && (typeof value !== 'number' || Number.isFinite(value));
}

/** True for what can be the name of a field, and not something that kustomize or a variable makes of it. */
export function isPlainKey(key: string): boolean {
  // Assigning to `__proto__` would change what the object is.
  return !key.startsWith('$') && key !== '__proto__' && isPlain(key);
}

/** True for a key or text that nobody fills in later. */
export function isPlain(text: string): boolean {
  return placeholderIn(text) === undefined;
}

function numberFrom<T>(value: T | bigint): T | number {
  return typeof value === 'bigint' ? Number(value) : value;
}
