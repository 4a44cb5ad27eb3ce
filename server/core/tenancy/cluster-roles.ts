import { type Cluster, clusterAt, clustersOf, mayBeOn } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy, objectsOfKind } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { fluxRulesIn } from '../flux/flux-roles.ts';
import { sameList } from '../incremental/same.ts';
import {
  type BuiltInRole,
  builtInRules,
  isBuiltInRole,
  labelsExtending,
} from '../kubernetes/built-in-roles.ts';
import { selects, textOfSelector } from '../kubernetes/label-selector.ts';
import {
  type PolicyRule,
  type PolicyRules,
  policyRulesOf,
  unknownRules,
} from '../kubernetes/policy-rule.ts';
import { ClusterRole } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { type Field, known, readField } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { controllersOf } from './controller-flags.ts';

/** The ClusterRoles of a name in the workspace, on whichever cluster. */
export function clusterRolesCalled(snapshot: Snapshot, name: string): readonly FleetObject[] {
  return objectsBy(snapshot, byName, name);
}

const byName: ObjectKeys<string> = {
  kinds: [ClusterRole],
  keysOf: ({ name }) => [known(name) ?? ''],
};

const byLabel: ObjectKeys<string> = {
  kinds: [ClusterRole],
  keysOf: ({ root }) => {
    const labels = valueAt(root, 'metadata', 'labels');
    return labels?.type === 'map' ? new Set(labels.entries.map(({ key }) => key)) : [];
  },
};

/**
 * What a Role or ClusterRole of the workspace allows. One with an aggregation rule allows what the roles allow that it
 * selects, and nothing tells which of them other installations bring along.
 */
export function rulesOf(snapshot: Snapshot, role: FleetObject): PolicyRules {
  if (!isAggregated(role)) return ownRulesOf(role);
  const selectors = selectorsOf(role);
  const id = selectors.map(textOfSelection).join('\n');
  return deriveFor(snapshot, aggregate, selectors, sameRules, id);
}

/** All aggregated roles are alike but for their rules. */
function sameRules(a: PolicyRules, b: PolicyRules): boolean {
  return sameList(a.rules, b.rules);
}

const ownRulesOf = remembered((role: FleetObject): PolicyRules => policyRulesOf(role));

/** Thousands of roles may select each other: what the same selectors select is looked up once, and so is what it allows. */
function aggregate(snapshot: Snapshot, selectors: readonly YamlNode[]): PolicyRules {
  const followed = new Map(selectors.map((each) => [textOfSelection(each), each]));
  const reached = new Set<FleetObject>();
  const rules: PolicyRule[] = [];
  // What is added on the way is visited, too; roles that select each other are taken once.
  for (const selector of followed.values()) {
    rules.push(...builtInsSelectedBy(selector));
    for (const role of selectedBy(snapshot, selector)) {
      if (reached.has(role)) continue;
      reached.add(role);
      if (!isAggregated(role)) rules.push(...ownRulesOf(role).rules);
      for (const each of selectorsOf(role)) {
        const text = textOfSelection(each);
        if (!followed.has(text)) followed.set(text, each);
      }
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
  return deriveFor(snapshot, findSelected, selector, sameList, textOfSelection(selector));
}

function findSelected(snapshot: Snapshot, selector: YamlNode): readonly FleetObject[] {
  const labels = valueAt(selector, 'matchLabels');
  const label = labels?.type === 'map' ? labels.entries[0]?.key : undefined;
  const candidates =
    label === undefined
      ? objectsOfKind(snapshot, ClusterRole)
      : objectsBy(snapshot, byLabel, label);
  return candidates.filter((role) => selects(selector, role) === 'yes');
}

/** Tells selectors apart by what they choose. */
const textOfSelection = remembered(textOfSelector);

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
  const there = { name, root: cluster?.root };
  const id = there.root === undefined ? name : `${name} on ${there.root}`;
  return deriveFor(snapshot, extend, there, sameExtension, id);
}

function extend(
  snapshot: Snapshot,
  { name, root }: { readonly name: BuiltInRole; readonly root: DirectoryPath | undefined },
): ExtendedRole {
  const cluster = clusterAt(snapshot, root);
  const labelled = labelsExtending(name).flatMap((label) =>
    objectsBy(snapshot, byLabel, label).filter(
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

/** How far the rules go follows from the extensions, which never change themselves. */
function sameExtension(a: ExtendedRole, b: ExtendedRole): boolean {
  return sameList(a.extensions, b.extensions) && sameRules(a.rules, b.rules);
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
