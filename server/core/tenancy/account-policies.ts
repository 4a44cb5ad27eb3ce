import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { remembered } from '../text/memo.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';

/** True where the workspace has an admission policy that speaks of the accounts of Flux objects. */
export function hasAccountPolicy(snapshot: Snapshot): boolean {
  return derive(snapshot, findAccountPolicy);
}

function findAccountPolicy(snapshot: Snapshot): boolean {
  return fleetOf(snapshot).objects.some(isAccountPolicy);
}

const policyGroups: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io',
  'constraints.gatekeeper.sh',
  'kyverno.io',
  'policies.kubewarden.io',
  'policies.kyverno.io',
  'templates.gatekeeper.sh',
]);

const isAccountPolicy = remembered(
  ({ group, root }: FleetObject): boolean =>
    policyGroups.has(group) && mentions(root, 'serviceAccountName'),
);

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
