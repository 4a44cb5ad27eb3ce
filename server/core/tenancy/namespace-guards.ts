import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy, objectsOfKind } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import {
  CapsuleTenant,
  type GroupKind,
  isOneOf,
  LimitRange,
  NetworkPolicy,
  ResourceQuota,
  sameKind,
} from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import { levels } from '../workspace/levels.ts';
import { deriveFor, type Snapshot, settled } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';

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
  return engineOf(snapshot).service(guardsOf);
}

function guardsOf({ view }: Engine): NamespaceGuards {
  return {
    mayHave: (guard, namespace) =>
      settled(view, hasCapsule, levels.claims) ||
      deriveFor(view, isEverywhere, guard) ||
      objectsBy(view, guards, `${guard} ${namespace}`).length > 0,
    get labelsNamespaces() {
      return settled(view, hasCapsule, levels.claims) || settled(view, hasMutations, levels.claims);
    },
  };
}

function hasCapsule(snapshot: Snapshot): boolean {
  return objectsOfKind(snapshot, CapsuleTenant).length > 0;
}

function hasMutations(snapshot: Snapshot): boolean {
  return objectsBy(snapshot, mutations, '').length > 0;
}

function isEverywhere(snapshot: Snapshot, guard: Guard): boolean {
  return objectsBy(snapshot, guards, `${guard} ${anyNamespace}`).length > 0;
}

/** Stands for all namespaces. */
const anyNamespace = '*';

/** What gives namespaces guards, by guard and namespace. */
const guards: ObjectKeys<string> = {
  kinds: [...Object.values(kindsOf).flat(), ...clusterWide, KyvernoPolicy],
  keysOf: (object) => {
    // An object without a known namespace may be in any.
    const namespace = known(object.namespace) ?? anyNamespace;
    const given = guardNames.filter((guard) => isOneOf(object, kindsOf[guard]));
    const generated = guardNames.filter((guard) => generates(object, kindsOf[guard]));
    const isForAll = isOneOf(object, clusterWide);
    return [
      ...given.map((guard) => `${guard} ${namespace}`),
      ...generated.map((guard) => `${guard} ${anyNamespace}`),
      ...(isForAll ? [`network policy ${anyNamespace}`] : []),
    ];
  },
};

const guardNames = ['network policy', 'resource quota', 'limit range'] as const;

function generates(object: FleetObject, kinds: readonly GroupKind[]): boolean {
  if (!sameKind(object, KyvernoPolicy)) return false;
  const made = policyRules(object).map((rule) => textAt(rule, 'generate', 'kind'));
  return kinds.some(({ kind }) => made.includes(kind));
}

/** Policies that change objects on their way in. */
const mutations: ObjectKeys<''> = {
  kinds: [KyvernoPolicy],
  keysOf: (policy) => (policyRules(policy).some((rule) => valueAt(rule, 'mutate')) ? [''] : []),
};

function policyRules({ root }: FleetObject): readonly YamlNode[] {
  return itemsOf(valueAt(root, 'spec', 'rules'));
}
