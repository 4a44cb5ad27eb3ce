import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { type GroupKind, RoleBinding, ServiceAccount } from '../manifest/kind.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** Policies of Kyverno whose rules may generate objects in namespaces that come and go. */
const policies: readonly GroupKind[] = [
  { group: 'kyverno.io', kind: 'ClusterPolicy' },
  { group: 'kyverno.io', kind: 'Policy' },
];

/**
 * Kinds that give namespaces objects which are written nowhere as such: policies in an expression language, replicators
 * of Capsule, hierarchies of namespaces, and manifests wrapped for Crossplane.
 */
const replicators: readonly GroupKind[] = [
  { group: 'policies.kyverno.io', kind: 'GeneratingPolicy' },
  { group: 'policies.kyverno.io', kind: 'NamespacedGeneratingPolicy' },
  { group: 'capsule.clastix.io', kind: 'GlobalTenantResource' },
  { group: 'capsule.clastix.io', kind: 'TenantResource' },
  { group: 'hnc.x-k8s.io', kind: 'HierarchyConfiguration' },
  { group: 'hnc.x-k8s.io', kind: 'SubnamespaceAnchor' },
  { group: 'kubernetes.crossplane.io', kind: 'Object' },
];

/** True if something in a fleet makes service accounts or bindings that the workspace does not show one by one. */
export function generatesAccounts(fleet: Fleet): boolean {
  return fleet.ofKind(...replicators).length > 0 || fleet.ofKind(...policies).some(generatesRights);
}

/** A rule names the one kind it generates, or in `cloneList` and `foreach` several. */
function generatesRights({ root }: FleetObject): boolean {
  const rules = itemsOf(valueAt(root, 'spec', 'rules'));
  return rules.some((rule) => {
    const generate = valueAt(rule, 'generate');
    if (generate?.type === 'unknown') return true;
    const each = [generate, ...itemsOf(valueAt(generate, 'foreach'))];
    return each.some((part) => kindsIn(part).some(isRight));
  });
}

function kindsIn(generate: YamlNode | undefined): readonly string[] {
  const cloned = itemsOf(valueAt(generate, 'cloneList', 'kinds'));
  return [textAt(generate, 'kind'), ...cloned.map(textOf)].filter((kind) => kind !== undefined);
}

/** `cloneList` writes kinds with their version, as in `v1/ServiceAccount`. */
function isRight(kind: string): boolean {
  const name = kind.slice(kind.lastIndexOf('/') + 1);
  return name === ServiceAccount.kind || name === RoleBinding.kind;
}
