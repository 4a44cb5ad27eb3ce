import { namespaceOf, type Reference } from '../flux/cross-namespace-reference.ts';
import { type GroupKind, sameKind, sourceKinds } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import type { Fleet, FleetObject } from './fleet.ts';

/**
 * The sources that a reference could mean if its kind were another one: they have its name, are in its namespace, and
 * the field takes them. None if the field takes no other kind.
 */
export function otherKindsOf(
  fleet: Fleet,
  reader: FleetObject,
  reference: Reference,
): readonly FleetObject[] {
  const { field, kind, name } = reference;
  const namespace = namespaceOf(reader, reference);
  const { targets } = field;
  if (targets === 'any' || name.state !== 'present' || namespace === undefined) return [];
  const written = sourceKinds.find((each) => each.kind === known(kind));
  return targets
    .filter((target) => !written || !sameKind(target, written))
    .flatMap((target) => namedExactly(fleet, target, namespace, name.value));
}

/** The objects that are surely called so. */
export function namedExactly(
  fleet: Fleet,
  kind: GroupKind,
  namespace: string,
  name: string,
): readonly FleetObject[] {
  return fleet
    .named(kind, namespace, name)
    .filter((each) => known(each.name) === name && known(each.namespace) === namespace);
}
