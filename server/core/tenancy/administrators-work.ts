import type { FleetObject } from '../fleet/fleet.ts';
import { keysBy, objectsBy, objectsOfKind } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { isPlaceholderName } from '../kubernetes/placeholder-name.ts';
import { scopeOf } from '../kubernetes/scope.ts';
import {
  type GroupKind,
  HelmRelease,
  isFluxGroup,
  Namespace,
  OCIRepository,
  sameKind,
} from '../manifest/kind.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';

/**
 * True if a workspace without bootstrap holds what only an administrator of a cluster can apply: an infrastructure
 * repository, or a folder of a platform. One stray Namespace or cluster-scoped object is a tenant's mistake and no sign.
 */
export function isAdministratorsWork(snapshot: Snapshot): boolean {
  if (objectsBy(snapshot, servingWholeCluster, '').length > 0) return true;
  const clusterScoped = [...keysBy(snapshot, kinds)]
    .map(kindNamed)
    .filter((kind) => scopeOf(snapshot, kind) === 'cluster');
  if (clusterScoped.length > 1) return true;
  return clusterScoped.some((kind) => sameKind(kind, Namespace)) && makesNamespaces(snapshot);
}

/** True unless there is one plain Namespace at most, which nothing is put into. */
function makesNamespaces(snapshot: Snapshot): boolean {
  const names = new Set<string>();
  for (const object of objectsOfKind(snapshot, Namespace)) {
    const name = known(object.name);
    if (name === undefined || isSystemNamespace(name) || isPlaceholderName(name)) return true;
    names.add(name);
    if (names.size > 1) return true;
  }
  return [...names].some((name) => objectsBy(snapshot, fluxObjectsInto, name).length > 0);
}

const kinds: ObjectKeys<string> = { keysOf: ({ group, kind }) => [`${group}/${kind}`] };

function kindNamed(key: string): GroupKind {
  const [group = '', kind = ''] = key.split('/');
  return { group, kind };
}

function isSystemNamespace(name: string): boolean {
  return name === 'flux-system' || name.startsWith('kube-');
}

/** By the namespace they go into: who makes a namespace and fills it by Flux is no tenant that was handed one. */
const fluxObjectsInto: ObjectKeys<string> = {
  keysOf: (object) => {
    if (!isFluxGroup(object.group)) return [];
    const target = known(readString(object, 'spec', 'targetNamespace')) ?? known(object.namespace);
    return target === undefined ? [] : [target];
  },
};

/**
 * Releases of charts that bring custom resources, webhooks or agents for all nodes: they need rights in the whole cluster,
 * whoever installs them.
 */
const servingWholeCluster: ObjectKeys<''> = {
  kinds: [OCIRepository, HelmRelease],
  keysOf: (object) => {
    const chart = chartOf(object);
    const isCluster =
      chart !== undefined && clusterCharts.has(chart.slice(chart.lastIndexOf('/') + 1));
    return isCluster ? [''] : [];
  },
};

/** The chart that an object names; a release that leaves it to another object is called after it as a rule. */
function chartOf(object: FleetObject): string | undefined {
  const { group, kind, root } = object;
  if (group === OCIRepository.group && kind === OCIRepository.kind)
    return textAt(root, 'spec', 'url');
  if (group !== HelmRelease.group || kind !== HelmRelease.kind) return undefined;
  return textAt(root, 'spec', 'chart', 'spec', 'chart') ?? known(object.name);
}

const clusterCharts: ReadonlySet<string> = new Set(
  `aws-ebs-csi-driver aws-load-balancer-controller azuredisk-csi-driver base calico capsule cert-manager cilium
  cloudnative-pg cluster-api-operator cluster-autoscaler crossplane csi-driver-nfs csi-driver-smb descheduler
  envoy-gateway external-dns external-secrets falco flagger gatekeeper gateway-helm gpu-operator ingress-nginx
  intel-device-plugins-operator istio-base istiod karpenter keda kube-prometheus-stack kyverno linkerd-control-plane
  linkerd-crds longhorn metallb metrics-server multus nfs-subdir-external-provisioner nginx-ingress
  node-feature-discovery openebs prometheus-operator-crds rancher reflector reloader rook-ceph rook-ceph-cluster
  sealed-secrets secrets-store-csi-driver snapshot-controller system-upgrade-controller tigera-operator traefik
  trust-manager velero vertical-pod-autoscaler victoria-metrics-k8s-stack`.split(/\s+/),
);
