import { clusterOf, mayBeOn } from '../fleet/cluster.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { sameList } from '../incremental/same.ts';
import { type Answer, agreed } from '../kubernetes/answer.ts';
import {
  allows,
  type PolicyRules,
  type ResourceRequest,
  unknownRules,
} from '../kubernetes/policy-rule.ts';
import { ClusterRole, Role } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { clusterRolesCalled, extendedRole, rulesOf } from './cluster-roles.ts';

/** The role that a binding names. */
export interface BoundRole {
  readonly kind: string;
  readonly name: string;
  /** Where the workspace defines or extends it; empty for one that it does not show. */
  readonly objects: readonly FleetObject[];
  /** What it allows; several where it is not the same on all clusters that may be meant. */
  readonly variants: readonly PolicyRules[];
}

/** Whether a role allows a request. */
export function roleAllows({ variants }: BoundRole, request: ResourceRequest): Answer {
  return agreed(variants.map((rules) => allows(rules, request)));
}

/** The role that a binding names, as it is on the binding's cluster. */
export function boundRole(snapshot: Snapshot, binding: FleetObject): BoundRole {
  return deriveFor(snapshot, findRole, binding, sameRole);
}

function sameRole(a: BoundRole, b: BoundRole): boolean {
  const isCalledTheSame = a.kind === b.kind && a.name === b.name;
  return isCalledTheSame && sameList(a.objects, b.objects) && sameList(a.variants, b.variants);
}

function findRole(snapshot: Snapshot, binding: FleetObject): BoundRole {
  const kind = textAt(binding.root, 'roleRef', 'kind') ?? ClusterRole.kind;
  const name = textAt(binding.root, 'roleRef', 'name') ?? '?';
  const cluster = clusterOf(snapshot, binding);
  const extended = kind === ClusterRole.kind ? extendedRole(snapshot, name, cluster) : undefined;
  if (extended) {
    return { kind, name, objects: extended.extensions, variants: [extended.rules] };
  }
  const objects = rolesNamed(snapshot, binding, kind, name).filter((role) =>
    mayBeOn(snapshot, role, cluster),
  );
  const variants = objects.map((role) => rulesOf(snapshot, role));
  return { kind, name, objects, variants: variants.length > 0 ? variants : [unknownRules] };
}

function rolesNamed(
  snapshot: Snapshot,
  { namespace }: FleetObject,
  kind: string,
  name: string,
): readonly FleetObject[] {
  if (kind === ClusterRole.kind) return clusterRolesCalled(snapshot, name);
  const own = known(namespace);
  if (kind !== Role.kind || own === undefined) return [];
  return fleetOf(snapshot).named(Role, own, name);
}
