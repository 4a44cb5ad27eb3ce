import type { GroupKind } from './kind.ts';

/** Identity of a Kubernetes object. `namespace` is empty for objects without one. */
export interface ObjectKey extends GroupKind {
  readonly namespace: string;
  readonly name: string;
}

/** A string that is equal exactly for equal keys, for use in maps. */
export function keyString(key: ObjectKey): string {
  return `${key.group}\n${key.kind}\n${key.namespace}\n${key.name}`;
}
