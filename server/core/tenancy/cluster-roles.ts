import { type Cluster, clustersOf, mayBeOn } from '../fleet/cluster.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { append } from '../fleet/group-by.ts';
import { fluxRulesIn } from '../flux/flux-roles.ts';
import {
  type BuiltInRole,
  builtInRules,
  isBuiltInRole,
  labelsExtending,
} from '../kubernetes/built-in-roles.ts';
import { selects } from '../kubernetes/label-selector.ts';
import {
  type PolicyRule,
  type PolicyRules,
  policyRulesOf,
  unknownRules,
} from '../kubernetes/policy-rule.ts';
import { ClusterRole } from '../manifest/kind.ts';
import { derive, deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { type Field, known, readField } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { controllersOf } from './controller-flags.ts';

/** The ClusterRoles of a name in the workspace, on whichever cluster. */
export function clusterRolesCalled(snapshot: Snapshot, name: string): readonly FleetObject[] {
  return derive(snapshot, indexClusterRoles).byName.get(name) ?? [];
}

/**
 * What a Role or ClusterRole of the workspace allows. One with an aggregation rule allows what the roles allow that it
 * selects, and nothing tells which of them other installations bring along.
 */
export function rulesOf(snapshot: Snapshot, role: FleetObject): PolicyRules {
  if (!isAggregated(role)) return policyRulesOf(role);
  const reached = new Set([role]);
  const rules: PolicyRule[] = [];
  // What is added on the way is visited, too; roles that select each other are taken once.
  for (const each of reached) {
    if (!isAggregated(each)) rules.push(...policyRulesOf(each).rules);
    for (const selector of selectorsOf(each)) {
      rules.push(...builtInsSelectedBy(selector));
      for (const other of selectedBy(snapshot, selector)) reached.add(other);
    }
  }
  return { ...unknownRules, rules };
}

function isAggregated(role: FleetObject): boolean {
  return aggregationOf(role).state !== 'absent';
}

function selectorsOf(role: FleetObject): readonly YamlNode[] {
  const aggregation = aggregationOf(role);
  return aggregation.state === 'present' ? itemsOf(aggregation.value) : [];
}

function aggregationOf(role: FleetObject): Field<YamlNode> {
  return readField(role, 'aggregationRule', 'clusterRoleSelectors');
}

function selectedBy(snapshot: Snapshot, selector: YamlNode): readonly FleetObject[] {
  const { byLabel, all } = derive(snapshot, indexClusterRoles);
  const labels = valueAt(selector, 'matchLabels');
  const label = labels?.type === 'map' ? labels.entries[0]?.key : undefined;
  const candidates = label === undefined ? all : (byLabel.get(label) ?? []);
  return candidates.filter((role) => selects(selector, role) === 'yes');
}

/** A role that selects what extends a built-in one gets all that the built-in one has. */
function builtInsSelectedBy(selector: YamlNode): readonly PolicyRule[] {
  const labels = valueAt(selector, 'matchLabels');
  if (labels?.type !== 'map' || labels.entries.length !== 1) return [];
  const extended = builtInRoles.find((role) => labels.entries[0]?.key === labelsExtending(role)[0]);
  return extended ? builtInRules(extended).rules : [];
}

const builtInRoles: readonly BuiltInRole[] = ['admin', 'edit', 'view'];

/** A ClusterRole that Kubernetes brings along, with all that extends it. */
export interface ExtendedRole {
  readonly rules: PolicyRules;
  /** The ClusterRoles of the workspace that extend it. */
  readonly extensions: readonly FleetObject[];
}

/** A built-in ClusterRole as it is on a cluster; `undefined` for other names. */
export function extendedRole(
  snapshot: Snapshot,
  name: string,
  cluster: Cluster | undefined,
): ExtendedRole | undefined {
  if (!isBuiltInRole(name)) return undefined;
  return deriveFor(snapshot, extend, { name, cluster }, undefined, `${name} ${cluster?.root}`);
}

function extend(
  snapshot: Snapshot,
  { name, cluster }: { readonly name: BuiltInRole; readonly cluster: Cluster | undefined },
): ExtendedRole {
  const { byLabel } = derive(snapshot, indexClusterRoles);
  const labelled = labelsExtending(name).flatMap((label) =>
    (byLabel.get(label) ?? []).filter(
      (role) => textAt(role.root, 'metadata', 'labels', label) !== 'false',
    ),
  );
  const extensions = [...new Set([...labelled, ...clusterRolesCalled(snapshot, name)])].filter(
    (role) => mayBeOn(snapshot, role, cluster),
  );
  const base = builtInRules(name);
  const added = extensions.map((role) => rulesOf(snapshot, role));
  const flux = showsFlux(snapshot, cluster) ? [] : fluxRulesIn(name);
  return {
    extensions,
    rules: {
      rules: [...base.rules, ...flux, ...added.flatMap(({ rules }) => rules)],
      isWhole: [base, ...added].every(({ isWhole }) => isWhole),
      isWholeFor: (group) => [base, ...added].every((each) => each.isWholeFor(group)),
    },
  };
}

/** True where the workspace holds what bootstrap installs, and with it what that adds to the built-in roles. */
function showsFlux(snapshot: Snapshot, cluster: Cluster | undefined): boolean {
  const clusters = cluster ? [cluster] : clustersOf(snapshot);
  return clusters.some(
    (each) =>
      each.installation.by === 'bootstrap' &&
      controllersOf(snapshot, each).some(({ isWhole }) => isWhole),
  );
}

interface ClusterRoles {
  readonly all: readonly FleetObject[];
  readonly byName: ReadonlyMap<string, readonly FleetObject[]>;
  readonly byLabel: ReadonlyMap<string, readonly FleetObject[]>;
}

function indexClusterRoles(snapshot: Snapshot): ClusterRoles {
  const all = fleetOf(snapshot).ofKind(ClusterRole);
  const byName = new Map<string, FleetObject[]>();
  const byLabel = new Map<string, FleetObject[]>();
  for (const role of all) {
    const labels = valueAt(role.root, 'metadata', 'labels');
    append(byName, known(role.name) ?? '', role);
    for (const { key } of labels?.type === 'map' ? labels.entries : []) append(byLabel, key, role);
  }
  return { all, byName, byLabel };
}
