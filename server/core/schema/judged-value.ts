import { placeholderIn } from '../yaml/field.ts';
import type { YamlNode } from '../yaml/node.ts';

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
  return !key.startsWith('$') && isPlain(key);
}

/** True for a key or text that nobody fills in later. */
export function isPlain(text: string): boolean {
  return placeholderIn(text) === undefined;
}
