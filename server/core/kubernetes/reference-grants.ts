import type { GroupKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt } from '../yaml/node.ts';

/** A Service that a route of another namespace sends traffic to. */
export interface Backend {
  readonly namespace: string;
  readonly name: string;
}

/** True if one of the ReferenceGrants lets a route reach a Service, or may do so once it is filled in. */
export function isAllowedByGrant(
  grants: readonly Manifest[],
  route: Manifest,
  { namespace, name }: Backend,
): boolean {
  return grants.some(({ root, namespace: place }) => {
    if ((known(place) ?? namespace) !== namespace) return false;
    const from = itemsOf(valueAt(root, 'spec', 'from')).some(
      (each) => isKind(each, route) && textAt(each, 'namespace') === (known(route.namespace) ?? ''),
    );
    const to = itemsOf(valueAt(root, 'spec', 'to')).some(
      (each) =>
        isKind(each, { group: '', kind: 'Service' }) && (textAt(each, 'name') ?? name) === name,
    );
    return from && to;
  });
}

function isKind(each: ReturnType<typeof valueAt>, { group, kind }: GroupKind): boolean {
  return (textAt(each, 'group') ?? '') === group && textAt(each, 'kind') === kind;
}
