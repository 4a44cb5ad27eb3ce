import type { GroupKind } from './kind.ts';

/** Identity of a Kubernetes object. `namespace` is empty for objects without one. */
export interface ObjectKey extends GroupKind {
  readonly namespace: string;
  readonly name: string;
}
