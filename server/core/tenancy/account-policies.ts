import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';

/** True where the workspace has an admission policy that speaks of the accounts of Flux objects. */
export function hasAccountPolicy(snapshot: Snapshot): boolean {
  return objectsBy(snapshot, accountPolicies, '').length > 0;
}

const accountPolicies: ObjectKeys<''> = {
  keysOf: (object) => (isAccountPolicy(object) ? [''] : []),
};

const policyGroups: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io',
  'constraints.gatekeeper.sh',
  'kyverno.io',
  'policies.kubewarden.io',
  'policies.kyverno.io',
  'templates.gatekeeper.sh',
]);

function isAccountPolicy({ group, root }: FleetObject): boolean {
  return policyGroups.has(group) && mentions(root, 'serviceAccountName');
}

function mentions(node: YamlNode, word: string): boolean {
  switch (node.type) {
    case 'map':
      return node.entries.some(({ key, value }) => key.includes(word) || mentions(value, word));
    case 'sequence':
      return node.items.some((item) => mentions(item, word));
    case 'scalar':
      return String(node.value).includes(word);
    default:
      return true;
  }
}
