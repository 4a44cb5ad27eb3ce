import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { isPlaceholderName } from '../kubernetes/placeholder-name.ts';
import { type Scope, scopeOf } from '../kubernetes/scope.ts';
import {
  type GroupKind,
  HelmRelease,
  isFluxGroup,
  kindName,
  Namespace,
  OCIRepository,
} from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';

/**
 * True if a workspace without bootstrap holds what only an administrator of a cluster can apply: an infrastructure
 * repository, or a folder of a platform. One stray Namespace or cluster-scoped object is a tenant's mistake and no sign.
 */
export function isAdministratorsWork(snapshot: Snapshot, fleet: Fleet): boolean {
  const clusterScoped = new Set<string>();
  const namespaces = new Set<string>();
  for (const object of fleet.objects) {
    if (servesWholeCluster(object)) return true;
    if (scopeIn(snapshot, object) !== 'cluster') continue;
    clusterScoped.add(kindName(object));
    if (object.kind !== Namespace.kind || object.group !== Namespace.group) continue;
    const name = known(object.name);
    if (name === undefined || isSystemNamespace(name) || isPlaceholderName(name)) return true;
    namespaces.add(name);
  }
  if (clusterScoped.size > 1 || namespaces.size > 1) return true;
  return namespaces.size > 0 && fleet.objects.some((object) => goesInto(object, namespaces));
}

/** Scopes are looked up for kinds that the workspace has, once for each. */
function scopeIn(snapshot: Snapshot, { group, kind }: GroupKind): Scope {
  return scopeOf(snapshot, { group, kind });
}

function isSystemNamespace(name: string): boolean {
  return name === 'flux-system' || name.startsWith('kube-');
}

/** Who makes a namespace and fills it by Flux is no tenant that was handed one. */
function goesInto(object: FleetObject, namespaces: ReadonlySet<string>): boolean {
  if (!isFluxGroup(object.group)) return false;
  const target = known(readString(object, 'spec', 'targetNamespace')) ?? known(object.namespace);
  return target !== undefined && namespaces.has(target);
}

/**
 * True for releases of charts that bring custom resources, webhooks or agents for all nodes: they need rights in the
 * whole cluster, whoever installs them.
 */
const servesWholeCluster = remembered((object: FleetObject): boolean => {
  const chart = chartOf(object);
  return chart !== undefined && clusterCharts.has(chart.slice(chart.lastIndexOf('/') + 1));
});

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
