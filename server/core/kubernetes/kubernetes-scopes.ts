/**
 * Which kinds of Kubernetes 1.36, of its own projects and of Flux live in a namespace, in the notation that
 * `scope-table.ts` reads.
 */
export const kubernetesScopes = `
# Kubernetes
admissionregistration.k8s.io: MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
admissionregistration.k8s.io: MutatingWebhookConfiguration ValidatingAdmissionPolicy
admissionregistration.k8s.io: ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration
apiextensions.k8s.io: CustomResourceDefinition
apiregistration.k8s.io: APIService
apps: | ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet
authentication.k8s.io: SelfSubjectReview TokenReview
authorization.k8s.io: SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview
authorization.k8s.io: | LocalSubjectAccessReview
autoscaling: | HorizontalPodAutoscaler
batch: | CronJob Job
certificates.k8s.io: CertificateSigningRequest ClusterTrustBundle | PodCertificateRequest
coordination.k8s.io: | Lease LeaseCandidate
(core): ComponentStatus Namespace Node PersistentVolume
(core): | Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate
(core): | ReplicationController ResourceQuota Secret Service ServiceAccount
discovery.k8s.io: | EndpointSlice
events.k8s.io: | Event
extensions: PodSecurityPolicy | DaemonSet Deployment Ingress NetworkPolicy ReplicaSet
flowcontrol.apiserver.k8s.io: FlowSchema PriorityLevelConfiguration
internal.apiserver.k8s.io: StorageVersion
metrics.k8s.io: NodeMetrics | PodMetrics
networking.k8s.io: IngressClass IPAddress ServiceCIDR | Ingress NetworkPolicy
node.k8s.io: RuntimeClass
policy: PodSecurityPolicy | Eviction PodDisruptionBudget
rbac.authorization.k8s.io: ClusterRole ClusterRoleBinding | Role RoleBinding
resource.k8s.io: DeviceClass DeviceTaintRule ResourcePoolStatusRequest ResourceSlice
resource.k8s.io: | ResourceClaim ResourceClaimTemplate
scheduling.k8s.io: PriorityClass
storage.k8s.io: CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass
storage.k8s.io: | CSIStorageCapacity
storagemigration.k8s.io: StorageVersionMigration

# Kubernetes projects
about.k8s.io: ClusterProperty
addons.cluster.x-k8s.io: | ClusterResourceSet ClusterResourceSetBinding HelmChartProxy
addons.cluster.x-k8s.io: | HelmReleaseProxy
autoscaling.k8s.io: | VerticalPodAutoscaler VerticalPodAutoscalerCheckpoint
bootstrap.cluster.x-k8s.io: | KubeadmConfig KubeadmConfigTemplate
cluster.x-k8s.io: | Cluster ClusterClass Machine MachineDeployment MachineHealthCheck MachinePool
cluster.x-k8s.io: | MachineSet
controlplane.cluster.x-k8s.io: | KubeadmControlPlane KubeadmControlPlaneTemplate
externaldns.k8s.io: | DNSEndpoint
gateway.networking.k8s.io: GatewayClass
gateway.networking.k8s.io: | BackendTLSPolicy Gateway GRPCRoute HTTPRoute ListenerSet
gateway.networking.k8s.io: | ReferenceGrant TCPRoute TLSRoute UDPRoute
groupsnapshot.storage.k8s.io: VolumeGroupSnapshotClass VolumeGroupSnapshotContent
groupsnapshot.storage.k8s.io: | VolumeGroupSnapshot
hnc.x-k8s.io: HNCConfiguration
hnc.x-k8s.io: | HierarchicalResourceQuota HierarchyConfiguration SubnamespaceAnchor
inference.networking.k8s.io: | InferencePool
infrastructure.cluster.x-k8s.io: AWSClusterControllerIdentity AWSClusterRoleIdentity
infrastructure.cluster.x-k8s.io: AWSClusterStaticIdentity VSphereClusterIdentity
infrastructure.cluster.x-k8s.io: VSphereDeploymentZone VSphereFailureDomain
infrastructure.cluster.x-k8s.io: | AWSCluster AWSMachine AWSMachineTemplate AzureCluster
infrastructure.cluster.x-k8s.io: | AzureClusterIdentity AzureMachine AzureMachineTemplate
infrastructure.cluster.x-k8s.io: | DockerCluster DockerMachineTemplate OpenStackCluster
infrastructure.cluster.x-k8s.io: | OpenStackMachineTemplate VSphereCluster VSphereMachine
infrastructure.cluster.x-k8s.io: | VSphereMachineTemplate
ipam.cluster.x-k8s.io: GlobalInClusterIPPool | InClusterIPPool IPAddress IPAddressClaim
jobset.x-k8s.io: | JobSet
kueue.x-k8s.io: AdmissionCheck ClusterQueue Cohort MultiKueueCluster MultiKueueConfig
kueue.x-k8s.io: ProvisioningRequestConfig ResourceFlavor Topology WorkloadPriorityClass
kueue.x-k8s.io: | LocalQueue Workload
leaderworkerset.x-k8s.io: | LeaderWorkerSet
multicluster.x-k8s.io: | ClusterProfile ServiceExport ServiceImport
nfd.k8s-sigs.io: NodeFeatureRule | NodeFeature NodeFeatureGroup
operator.cluster.x-k8s.io: | AddonProvider BootstrapProvider ControlPlaneProvider CoreProvider
operator.cluster.x-k8s.io: | InfrastructureProvider IPAMProvider RuntimeExtensionProvider
policy.networking.k8s.io: AdminNetworkPolicy BaselineAdminNetworkPolicy ClusterNetworkPolicy
runtime.cluster.x-k8s.io: ExtensionConfig
scheduling.x-k8s.io: | ElasticQuota PodGroup
secrets-store.csi.x-k8s.io: | SecretProviderClass SecretProviderClassPodStatus
snapshot.storage.k8s.io: VolumeSnapshotClass VolumeSnapshotContent | VolumeSnapshot
topology.node.k8s.io: NodeResourceTopology
wgpolicyk8s.io: ClusterPolicyReport | PolicyReport

# Flux, and what comes with it
flagger.app: | AlertProvider Canary MetricTemplate
fluxcd.controlplane.io: | *
*.fluxcd.io: | *
`;
