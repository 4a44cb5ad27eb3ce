import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { ClusterRoleBinding, RoleBinding, ServiceAccount } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt } from '../yaml/node.ts';

/** A service account that Flux impersonates. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The account a Flux object names. Flux looks it up in the namespace of the object itself, wherever its content goes
 * (fluxcd/pkg, runtime/client/impersonator.go).
 */
export function identityOf(object: FleetObject): Account | undefined {
  const name = known(readString(object, 'spec', 'serviceAccountName'));
  const namespace = known(object.namespace);
  return name !== undefined && namespace !== undefined ? { namespace, name } : undefined;
}

/** The bindings of the workspace that name an account, itself or by the group of its namespace's accounts. */
export function bindingsOf(fleet: Fleet, account: Account): readonly FleetObject[] {
  return fleet.ofKind(RoleBinding, ClusterRoleBinding).filter(({ root }) =>
    itemsOf(valueAt(root, 'subjects')).some((subject) => {
      const kind = textAt(subject, 'kind');
      const name = textAt(subject, 'name');
      if (kind === 'Group') return name === `system:serviceaccounts:${account.namespace}`;
      return (
        kind === ServiceAccount.kind &&
        name === account.name &&
        textAt(subject, 'namespace') === account.namespace
      );
    }),
  );
}

/** True if a binding gives rights in the given namespaces only. */
export function bindsWithin(
  { kind, namespace }: FleetObject,
  namespaces: readonly string[],
): boolean {
  const name = known(namespace);
  return kind === RoleBinding.kind && name !== undefined && namespaces.includes(name);
}
