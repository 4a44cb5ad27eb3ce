import { CustomResourceDefinition, type GroupKind, sameKind } from '../manifest/kind.ts';
import { derive, manifestsOf, type Snapshot } from '../workspace/snapshot.ts';
import { textAt } from '../yaml/node.ts';

/** Whether objects of a kind live in a namespace; `unknown` for kinds that neither the tables nor the workspace name. */
export type Scope = 'cluster' | 'namespaced' | 'unknown';

/** The scope of a kind: as a CustomResourceDefinition in the workspace says, else as the tables say. */
export function scopeOf(snapshot: Snapshot, kind: GroupKind): Scope {
  return (
    derive(snapshot, scopesInWorkspace).get(nameOf(kind)) ??
    (clusterScoped.get(kind.group)?.has(kind.kind) ? 'cluster' : undefined) ??
    (isAlwaysNamespaced(kind) ? 'namespaced' : 'unknown')
  );
}

/** The namespaced kind that does the same job for one namespace, for cluster-scoped kinds that have one. */
export function namespacedTwinOf(kind: GroupKind): string | undefined {
  return twins.get(nameOf(kind));
}

function isAlwaysNamespaced({ group, kind }: GroupKind): boolean {
  if (group.endsWith('.fluxcd.io')) return true;
  return builtInGroups.has(group) && !clusterScoped.get(group)?.has(kind);
}

function scopesInWorkspace(snapshot: Snapshot): ReadonlyMap<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const manifest of manifestsOf(snapshot)) {
    if (!sameKind(manifest, CustomResourceDefinition)) continue;
    const group = textAt(manifest.root, 'spec', 'group');
    const kind = textAt(manifest.root, 'spec', 'names', 'kind');
    const scope = textAt(manifest.root, 'spec', 'scope');
    if (group === undefined || kind === undefined) continue;
    if (scope === 'Cluster') scopes.set(nameOf({ group, kind }), 'cluster');
    if (scope === 'Namespaced') scopes.set(nameOf({ group, kind }), 'namespaced');
  }
  return scopes;
}

function nameOf({ group, kind }: GroupKind): string {
  return `${kind}.${group}`;
}

/** API groups of Kubernetes itself: a kind of theirs that is not in the cluster-scoped table is namespaced. */
const builtInGroups: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
]);

/** Cluster-scoped kinds by API group: those of Kubernetes 1.36 and of widely used extensions. */
const clusterScoped: ReadonlyMap<string, ReadonlySet<string>> = table(`
  (core): Namespace Node PersistentVolume ComponentStatus
  rbac.authorization.k8s.io: ClusterRole ClusterRoleBinding
  apiextensions.k8s.io: CustomResourceDefinition
  apiregistration.k8s.io: APIService
  admissionregistration.k8s.io: MutatingWebhookConfiguration ValidatingWebhookConfiguration
  admissionregistration.k8s.io: ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
  admissionregistration.k8s.io: MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
  storage.k8s.io: StorageClass CSIDriver CSINode VolumeAttachment VolumeAttributesClass
  scheduling.k8s.io: PriorityClass
  node.k8s.io: RuntimeClass
  networking.k8s.io: IngressClass IPAddress ServiceCIDR
  flowcontrol.apiserver.k8s.io: FlowSchema PriorityLevelConfiguration
  certificates.k8s.io: CertificateSigningRequest ClusterTrustBundle
  resource.k8s.io: DeviceClass ResourceSlice DeviceTaintRule
  policy: PodSecurityPolicy
  cert-manager.io: ClusterIssuer
  trust.cert-manager.io: Bundle
  kyverno.io: ClusterPolicy ClusterCleanupPolicy GlobalContextEntry
  policies.kyverno.io: ValidatingPolicy MutatingPolicy GeneratingPolicy DeletingPolicy
  policies.kyverno.io: ImageValidatingPolicy
  templates.gatekeeper.sh: ConstraintTemplate
  mutations.gatekeeper.sh: Assign AssignMetadata AssignImage ModifySet
  external-secrets.io: ClusterSecretStore ClusterExternalSecret ClusterPushSecret
  generators.external-secrets.io: ClusterGenerator
  apiextensions.crossplane.io: CompositeResourceDefinition Composition
  pkg.crossplane.io: Provider Function Configuration
  cilium.io: CiliumClusterwideNetworkPolicy CiliumEgressGatewayPolicy CiliumLoadBalancerIPPool
  cilium.io: CiliumCIDRGroup CiliumNode CiliumBGPClusterConfig CiliumBGPPeeringPolicy
  crd.projectcalico.org: GlobalNetworkPolicy GlobalNetworkSet IPPool Tier BGPPeer BGPConfiguration
  projectcalico.org: GlobalNetworkPolicy GlobalNetworkSet IPPool Tier BGPPeer BGPConfiguration
  crd.antrea.io: ClusterNetworkPolicy ClusterGroup Tier
  gateway.networking.k8s.io: GatewayClass
  policy.networking.k8s.io: ClusterNetworkPolicy
  karpenter.sh: NodePool NodeClaim NodeOverlay
  karpenter.k8s.aws: EC2NodeClass
  karpenter.azure.com: AKSNodeClass
  elbv2.k8s.aws: IngressClassParams
  keda.sh: ClusterTriggerAuthentication
  kueue.x-k8s.io: ClusterQueue ResourceFlavor Cohort
  argoproj.io: ClusterWorkflowTemplate ClusterAnalysisTemplate
  capsule.clastix.io: Tenant CapsuleConfiguration GlobalTenantResource
  snapshot.storage.k8s.io: VolumeSnapshotClass VolumeSnapshotContent
  postgresql.cnpg.io: ClusterImageCatalog
  spire.spiffe.io: ClusterSPIFFEID
  policy.sigstore.dev: ClusterImagePolicy TrustRoot
  kro.run: ResourceGraphDefinition
  nvidia.com: ClusterPolicy
`);

/** Cluster-scoped kinds with a namespaced one of the same group and the same fields. */
const twins: ReadonlyMap<string, string> = new Map([
  ['ClusterRole.rbac.authorization.k8s.io', 'Role'],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', 'RoleBinding'],
  ['ClusterIssuer.cert-manager.io', 'Issuer'],
  ['ClusterPolicy.kyverno.io', 'Policy'],
  ['ClusterCleanupPolicy.kyverno.io', 'CleanupPolicy'],
  ['ClusterSecretStore.external-secrets.io', 'SecretStore'],
  ['ClusterTriggerAuthentication.keda.sh', 'TriggerAuthentication'],
  ['ClusterWorkflowTemplate.argoproj.io', 'WorkflowTemplate'],
  ['ClusterAnalysisTemplate.argoproj.io', 'AnalysisTemplate'],
  ['GlobalNetworkPolicy.projectcalico.org', 'NetworkPolicy'],
]);

function table(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const line of text.trim().split('\n')) {
    const [name = '', kinds = ''] = line.trim().split(': ');
    const group = name === '(core)' ? '' : name;
    const known = groups.get(group) ?? new Set();
    for (const kind of kinds.split(' ')) known.add(kind);
    groups.set(group, known);
  }
  return groups;
}
