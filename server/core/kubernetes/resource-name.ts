import { CustomResourceDefinition, type GroupKind, kindName, sameKind } from '../manifest/kind.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type FileKeys, filesBy } from '../workspace/file-keys.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { textAt } from '../yaml/node.ts';

/**
 * The plural name by which rules of roles speak of a kind: as a CustomResourceDefinition in the workspace says, else as
 * the tables say; `undefined` for other kinds.
 */
export function resourceOf(snapshot: Snapshot, kind: GroupKind): string | undefined {
  const name = kindName(kind);
  return definedPlural(snapshot, name) ?? (tabled.has(name) ? pluralOf(kind.kind) : undefined);
}

/** That of the last definition, where there are several. */
function definedPlural(snapshot: Snapshot, name: string): string | undefined {
  const definitions = filesBy(snapshot, naming, name).flatMap(pluralsIn);
  return definitions.findLast((definition) => definition.kind === name)?.plural;
}

const naming: FileKeys<string> = {
  keysOf: (facts) => [...new Set(pluralsIn(facts).map(({ kind }) => kind))],
};

function pluralsIn({ manifests }: FileFacts) {
  return manifests.flatMap((manifest) => {
    if (!sameKind(manifest, CustomResourceDefinition)) return [];
    const group = textAt(manifest.root, 'spec', 'group');
    const kind = textAt(manifest.root, 'spec', 'names', 'kind');
    const plural = textAt(manifest.root, 'spec', 'names', 'plural');
    return group !== undefined && kind && plural
      ? [{ kind: kindName({ group, kind }), plural }]
      : [];
  });
}

/** As the kinds of the tables are put into the plural: `ingresses`, `networkpolicies`, but `gateways`. */
function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** Namespaced kinds by API group: those of Kubernetes, of Flux, and of widely used extensions. */
const tabled: ReadonlySet<string> = table(`
  (core): Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate
  (core): ReplicationController ResourceQuota Secret Service ServiceAccount Namespace
  apps: ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet
  autoscaling: HorizontalPodAutoscaler
  batch: CronJob Job
  coordination.k8s.io: Lease
  discovery.k8s.io: EndpointSlice
  networking.k8s.io: Ingress NetworkPolicy
  policy: PodDisruptionBudget
  rbac.authorization.k8s.io: Role RoleBinding ClusterRole ClusterRoleBinding
  kustomize.toolkit.fluxcd.io: Kustomization
  helm.toolkit.fluxcd.io: HelmRelease
  source.toolkit.fluxcd.io: GitRepository OCIRepository HelmRepository HelmChart Bucket
  source.toolkit.fluxcd.io: ExternalArtifact
  source.extensions.fluxcd.io: ArtifactGenerator
  notification.toolkit.fluxcd.io: Alert Provider Receiver
  image.toolkit.fluxcd.io: ImageRepository ImagePolicy ImageUpdateAutomation
  fluxcd.controlplane.io: FluxInstance ResourceSet ResourceSetInputProvider
  cert-manager.io: Certificate CertificateRequest Issuer
  external-secrets.io: ExternalSecret SecretStore PushSecret
  bitnami.com: SealedSecret
  gateway.networking.k8s.io: Gateway HTTPRoute GRPCRoute TLSRoute TCPRoute UDPRoute ReferenceGrant
  monitoring.coreos.com: Alertmanager AlertmanagerConfig PodMonitor Probe Prometheus PrometheusRule
  monitoring.coreos.com: ServiceMonitor ThanosRuler
  keda.sh: ScaledObject ScaledJob TriggerAuthentication
  kyverno.io: Policy
  networking.istio.io: DestinationRule EnvoyFilter ServiceEntry Sidecar VirtualService WorkloadEntry
  security.istio.io: AuthorizationPolicy PeerAuthentication RequestAuthentication
  flagger.app: Canary MetricTemplate AlertProvider
  traefik.io: IngressRoute Middleware
`);

function table(text: string): ReadonlySet<string> {
  const lines = text.trim().split('\n');
  return new Set(
    lines.flatMap((line) => {
      const [name = '', kinds = ''] = line.trim().split(': ');
      const group = name === '(core)' ? '' : name;
      return kinds.split(' ').map((kind) => `${kind}.${group}`);
    }),
  );
}
