import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { ClusterRoleBinding, RoleBinding, ServiceAccount } from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';

/** A service account that Flux impersonates. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** The bindings of a fleet by whom they name. */
export interface Bindings {
  /** Those that name an account: itself, as a user, or by the group of its namespace's accounts. */
  of(account: Account): readonly FleetObject[];
}

/** The bindings of a snapshot. */
export function bindingsIn(snapshot: Snapshot): Bindings {
  return derive(snapshot, indexBindings);
}

function indexBindings(snapshot: Snapshot): Bindings {
  const bySubject = new Map<string, FleetObject[]>();
  for (const binding of fleetOf(snapshot).ofKind(RoleBinding, ClusterRoleBinding)) {
    for (const subject of itemsOf(valueAt(binding.root, 'subjects'))) {
      const key = subjectKey(subject);
      const known = bySubject.get(key);
      if (known) known.push(binding);
      else bySubject.set(key, [binding]);
    }
  }
  return {
    of: ({ namespace, name }) => [
      ...(bySubject.get(`${ServiceAccount.kind}/${namespace}/${name}`) ?? []),
      ...(bySubject.get(`User//system:serviceaccount:${namespace}:${name}`) ?? []),
      ...(bySubject.get(`Group//system:serviceaccounts:${namespace}`) ?? []),
    ],
  };
}

function subjectKey(subject: YamlNode): string {
  const kind = textAt(subject, 'kind') ?? '';
  const namespace = kind === ServiceAccount.kind ? textAt(subject, 'namespace') : '';
  return `${kind}/${namespace ?? ''}/${textAt(subject, 'name') ?? ''}`;
}

/** True if a binding gives rights in the given namespaces only. */
export function bindsWithin(
  { kind, namespace }: FleetObject,
  namespaces: readonly string[],
): boolean {
  const name = known(namespace);
  return kind === RoleBinding.kind && name !== undefined && namespaces.includes(name);
}
