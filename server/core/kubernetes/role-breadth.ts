import type { Manifest } from '../manifest/manifest.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** How much a role gives to those who have it in the whole cluster. */
export type Breadth =
  /** Nearly everything: to write whatever there is. */
  | 'administers'
  /** More than to look at named things. */
  | 'changes'
  /** To look at things that are no secrets. */
  | 'reads';

/** The roles that every cluster has (kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy). */
const builtin: ReadonlyMap<string, Breadth> = new Map([
  ['cluster-admin', 'administers'],
  ['admin', 'administers'],
  ['edit', 'administers'],
  ['view', 'changes'],
  ['system:discovery', 'reads'],
  ['system:auth-delegator', 'reads'],
]);

/** How much a ClusterRole gives; of one that is not here, or not known in full, anything may be true. */
export function breadthOf(name: string, role: Manifest | undefined): Breadth {
  const known = builtin.get(name);
  if (known) return known;
  const rules = valueAt(role?.root, 'rules');
  const isAggregated = valueAt(role?.root, 'aggregationRule') !== undefined;
  if (!role || role.incomplete !== undefined || isAggregated) return 'changes';
  if (rules?.type !== 'sequence') return 'changes';
  const breadths = rules.items.map(breadthOfRule);
  if (breadths.includes('administers')) return 'administers';
  return breadths.includes('changes') ? 'changes' : 'reads';
}

function breadthOfRule(rule: YamlNode): Breadth {
  if (rule.type !== 'map') return 'changes';
  const [groups, verbs, resources] = ['apiGroups', 'verbs', 'resources'].map((key) =>
    itemsOf(valueAt(rule, key)).map(textOf),
  );
  const readsOnly = verbs?.every((verb) => verb !== undefined && readingVerbs.has(verb)) ?? false;
  const isEverything = resources?.includes('*') ?? false;
  if (!readsOnly && isEverything && (groups?.includes('*') || groups?.includes(''))) {
    return 'administers';
  }
  const readsSecrets = isEverything || (resources ?? []).some((each) => secrets.has(each ?? ''));
  return readsOnly && !readsSecrets ? 'reads' : 'changes';
}

const readingVerbs: ReadonlySet<string> = new Set(['get', 'list', 'watch']);
const secrets: ReadonlySet<string> = new Set(['secrets', 'serviceaccounts/token', 'nodes/proxy']);
