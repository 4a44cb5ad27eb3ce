import { fleetOf } from '../fleet/fleet.ts';
import {
  CapsuleTenant,
  type GroupKind,
  LimitRange,
  NetworkPolicy,
  ResourceQuota,
} from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt } from '../yaml/node.ts';

/** What keeps the tenants of a cluster from getting in each other's way inside their namespaces. */
export type Guard = 'network policy' | 'resource quota' | 'limit range';

/** Finds the guards of namespaces. */
export interface NamespaceGuards {
  /** False only where nothing in the workspace gives the namespace such a guard, nor anything that could. */
  mayHave(guard: Guard, namespace: string): boolean;
  /** True if policies may set labels of namespaces, such as those of Pod Security. */
  readonly labelsNamespaces: boolean;
}

const kindsOf: Readonly<Record<Guard, readonly GroupKind[]>> = {
  'network policy': [
    NetworkPolicy,
    { group: 'cilium.io', kind: 'CiliumNetworkPolicy' },
    { group: 'projectcalico.org', kind: 'NetworkPolicy' },
    { group: 'crd.projectcalico.org', kind: 'NetworkPolicy' },
  ],
  'resource quota': [ResourceQuota],
  'limit range': [LimitRange],
};

/** Policies of the whole cluster, which may select any namespace. */
const clusterWide: readonly GroupKind[] = [
  { group: 'cilium.io', kind: 'CiliumClusterwideNetworkPolicy' },
  { group: 'projectcalico.org', kind: 'GlobalNetworkPolicy' },
  { group: 'crd.projectcalico.org', kind: 'GlobalNetworkPolicy' },
  { group: 'policy.networking.k8s.io', kind: 'ClusterNetworkPolicy' },
  { group: 'policy.networking.k8s.io', kind: 'AdminNetworkPolicy' },
];

const KyvernoPolicy: GroupKind = { group: 'kyverno.io', kind: 'ClusterPolicy' };

/** The guards of a snapshot. */
export function guardsIn(snapshot: Snapshot): NamespaceGuards {
  return derive(snapshot, findGuards);
}

function findGuards(snapshot: Snapshot): NamespaceGuards {
  const fleet = fleetOf(snapshot);
  const policyRules = fleet
    .ofKind(KyvernoPolicy)
    .flatMap(({ root }) => itemsOf(valueAt(root, 'spec', 'rules')));
  const generated = new Set(policyRules.flatMap((rule) => textAt(rule, 'generate', 'kind') ?? []));
  const hasCapsule = fleet.ofKind(CapsuleTenant).length > 0;
  const hasClusterWide = fleet.ofKind(...clusterWide).length > 0;
  const isOf = (guard: Guard) => {
    const objects = fleet.ofKind(...kindsOf[guard]);
    const namespaces = new Set(objects.map(({ namespace }) => known(namespace)));
    const isGenerated = kindsOf[guard].some(({ kind }) => generated.has(kind));
    const isElsewhere = guard === 'network policy' && hasClusterWide;
    // An object without a known namespace may be in any.
    return { namespaces, anywhere: isGenerated || isElsewhere || namespaces.has(undefined) };
  };
  const guards = {
    'network policy': isOf('network policy'),
    'resource quota': isOf('resource quota'),
    'limit range': isOf('limit range'),
  };
  return {
    labelsNamespaces: hasCapsule || policyRules.some((rule) => valueAt(rule, 'mutate')),
    mayHave: (guard, namespace) =>
      hasCapsule || guards[guard].anywhere || guards[guard].namespaces.has(namespace),
  };
}
