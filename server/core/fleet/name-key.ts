import { type GroupKind, kindName } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { known } from '../yaml/field.ts';

/** The key under which an object is found by its name; what is not known of it counts for any. */
export function nameKeyOf(object: Pick<Manifest, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return nameKey(object, known(object.namespace), known(object.name));
}

/** The keys of objects that are called so, and of those that may be. */
export function nameKeysFor(kind: GroupKind, namespace: string, name: string): readonly string[] {
  return [
    nameKey(kind, namespace, name),
    nameKey(kind, undefined, name),
    nameKey(kind, namespace, undefined),
    nameKey(kind, undefined, undefined),
  ];
}

function nameKey(kind: GroupKind, namespace: string | undefined, name: string | undefined): string {
  return `${kindName(kind)}\n${namespace ?? '?'}\n${name ?? '?'}`;
}
