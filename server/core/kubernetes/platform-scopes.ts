/**
 * Which kinds of widely used extensions for running clusters live in a namespace, in the notation that `scope-table.ts`
 * reads. Only what is certain is here.
 */
export const platformScopes = `
# Policies
aquasecurity.github.io: ClusterComplianceReport ClusterConfigAuditReport
aquasecurity.github.io: ClusterInfraAssessmentReport ClusterRbacAssessmentReport ClusterSbomReport
aquasecurity.github.io: ClusterVulnerabilityReport
aquasecurity.github.io: | ConfigAuditReport ExposedSecretReport InfraAssessmentReport
aquasecurity.github.io: | RbacAssessmentReport SbomReport VulnerabilityReport
config.gatekeeper.sh: | Config
constraints.gatekeeper.sh: *
expansion.gatekeeper.sh: ExpansionTemplate
externaldata.gatekeeper.sh: Provider
kyverno.io: ClusterCleanupPolicy ClusterPolicy GlobalContextEntry
kyverno.io: | CleanupPolicy Policy PolicyException UpdateRequest
mutations.gatekeeper.sh: Assign AssignImage AssignMetadata ModifySet
openreports.io: ClusterReport | Report
policies.kubewarden.io: ClusterAdmissionPolicy ClusterAdmissionPolicyGroup PolicyServer
policies.kubewarden.io: | AdmissionPolicy AdmissionPolicyGroup
policies.kyverno.io: DeletingPolicy GeneratingPolicy ImageValidatingPolicy MutatingPolicy
policies.kyverno.io: ValidatingPolicy
policies.kyverno.io: | NamespacedDeletingPolicy NamespacedGeneratingPolicy
policies.kyverno.io: | NamespacedImageValidatingPolicy NamespacedMutatingPolicy
policies.kyverno.io: | NamespacedValidatingPolicy PolicyException
policy.sigstore.dev: ClusterImagePolicy TrustRoot
rbacmanager.reactiveops.io: RBACDefinition
reports.kyverno.io: ClusterEphemeralReport | EphemeralReport
security.kubearmor.com: KubeArmorClusterPolicy KubeArmorHostPolicy | KubeArmorPolicy
syncset.gatekeeper.sh: SyncSet
templates.gatekeeper.sh: ConstraintTemplate

# Certificates, secrets and identities
acme.cert-manager.io: | Challenge Order
bitnami.com: | SealedSecret
cert-manager.io: ClusterIssuer | Certificate CertificateRequest Issuer
external-secrets.io: ClusterExternalSecret ClusterPushSecret ClusterSecretStore
external-secrets.io: | ExternalSecret PushSecret SecretStore
generators.external-secrets.io: ClusterGenerator
generators.external-secrets.io: | ACRAccessToken ECRAuthorizationToken Fake GCRAccessToken
generators.external-secrets.io: | GithubAccessToken Grafana Password QuayAccessToken
generators.external-secrets.io: | STSSessionToken UUID VaultDynamicSecret Webhook
isindir.github.com: | SopsSecret
k8s.keycloak.org: | Keycloak KeycloakRealmImport
policy.cert-manager.io: CertificateRequestPolicy
secrets.hashicorp.com: | HCPAuth HCPVaultSecretsApp SecretTransformation VaultAuth VaultAuthGlobal
secrets.hashicorp.com: | VaultConnection VaultDynamicSecret VaultPKISecret VaultStaticSecret
spire.spiffe.io: ClusterFederatedTrustDomain ClusterSPIFFEID ClusterStaticEntry
trust.cert-manager.io: Bundle ClusterBundle

# Tenants, and fleets of clusters
addon.open-cluster-management.io: AddOnTemplate ClusterManagementAddOn
addon.open-cluster-management.io: | AddOnDeploymentConfig ManagedClusterAddOn
capsule.clastix.io: CapsuleConfiguration GlobalProxySettings GlobalTenantResource ResourcePool
capsule.clastix.io: Tenant TenantOwner
capsule.clastix.io: | ProxySetting ResourcePoolClaim TenantResource
catalog.cattle.io: ClusterRepo | App Operation
cluster.karmada.io: Cluster
cluster.open-cluster-management.io: ClusterClaim ManagedCluster ManagedClusterSet
cluster.open-cluster-management.io: | ManagedClusterSetBinding Placement PlacementDecision
core.gardener.cloud: CloudProfile ControllerDeployment ControllerInstallation
core.gardener.cloud: ControllerRegistration ExposureClass Project Seed
core.gardener.cloud: | BackupEntry NamespacedCloudProfile Quota SecretBinding Shoot
fleet.cattle.io: Content
fleet.cattle.io: | Bundle BundleDeployment BundleNamespaceMapping Cluster ClusterGroup
fleet.cattle.io: | ClusterRegistration ClusterRegistrationToken GitRepo GitRepoRestriction
kamaji.clastix.io: DataStore | TenantControlPlane
management.cattle.io: Cluster Feature GlobalRole GlobalRoleBinding RoleTemplate Setting Token User
management.cattle.io: | ClusterRoleTemplateBinding Project ProjectRoleTemplateBinding
policy.karmada.io: ClusterOverridePolicy ClusterPropagationPolicy
policy.karmada.io: | FederatedResourceQuota OverridePolicy PropagationPolicy
policy.open-cluster-management.io: | CertificatePolicy ConfigurationPolicy OperatorPolicy Policy
policy.open-cluster-management.io: | PolicyAutomation PolicySet
provisioning.cattle.io: | Cluster
submariner.io: | GlobalEgressIP GlobalIngressIP
work.karmada.io: ClusterResourceBinding | ResourceBinding Work
work.open-cluster-management.io: AppliedManifestWork | ManifestWork ManifestWorkReplicaSet

# Crossplane, and APIs of clouds
apiextensions.crossplane.io: CompositeResourceDefinition Composition CompositionRevision
apiextensions.crossplane.io: EnvironmentConfig ManagedResourceActivationPolicy
apiextensions.crossplane.io: ManagedResourceDefinition Usage
*.aws.crossplane.io: *
aws.upbound.io: *
*.aws.upbound.io: *
*.azure.crossplane.io: *
azure.upbound.io: *
*.azure.upbound.io: *
azuread.upbound.io: *
*.azuread.upbound.io: *
cloud.google.com: ComputeClass | BackendConfig
*.cnrm.cloud.google.com: | *
core.cnrm.cloud.google.com: ConfigConnector | ConfigConnectorContext
crd.k8s.amazonaws.com: ENIConfig
customize.core.cnrm.cloud.google.com: ControllerResource | NamespacedControllerResource
eks.amazonaws.com: IngressClassParams NodeClass | TargetGroupBinding
elbv2.k8s.aws: IngressClassParams | TargetGroupBinding
*.gcp.crossplane.io: *
gcp.upbound.io: *
*.gcp.upbound.io: *
helm.crossplane.io: ProviderConfig ProviderConfigUsage Release
helm.m.crossplane.io: ClusterProviderConfig | ProviderConfig ProviderConfigUsage Release
karpenter.azure.com: AKSNodeClass
karpenter.k8s.aws: AWSNodeTemplate EC2NodeClass
karpenter.sh: Machine NodeClaim NodeOverlay NodePool Provisioner
kro.run: ResourceGraphDefinition
kubernetes.crossplane.io: Object ObservedObjectCollection ProviderConfig ProviderConfigUsage
kubernetes.m.crossplane.io: ClusterProviderConfig
kubernetes.m.crossplane.io: | Object ObservedObjectCollection ProviderConfig ProviderConfigUsage
*.m.upbound.io: ClusterProviderConfig | *
networking.gke.io: | FrontendConfig ManagedCertificate
ops.crossplane.io: CronOperation Operation WatchOperation
pkg.crossplane.io: Configuration ConfigurationRevision ControllerConfig DeploymentRuntimeConfig
pkg.crossplane.io: Function FunctionRevision ImageConfig Lock Provider ProviderRevision
protection.crossplane.io: ClusterUsage | Usage
secrets.crossplane.io: StoreConfig
tf.upbound.io: *
vault.upbound.io: *
*.vault.upbound.io: *
vpcresources.k8s.aws: CNINode | SecurityGroupPolicy

# Networks
cilium.io: CiliumBGPAdvertisement CiliumBGPClusterConfig CiliumBGPNodeConfig
cilium.io: CiliumBGPNodeConfigOverride CiliumBGPPeerConfig CiliumBGPPeeringPolicy CiliumCIDRGroup
cilium.io: CiliumClusterwideEnvoyConfig CiliumClusterwideNetworkPolicy CiliumEgressGatewayPolicy
cilium.io: CiliumExternalWorkload CiliumIdentity CiliumL2AnnouncementPolicy
cilium.io: CiliumLoadBalancerIPPool CiliumNode CiliumPodIPPool TracingPolicy
cilium.io: | CiliumEndpoint CiliumEnvoyConfig CiliumLocalRedirectPolicy CiliumNetworkPolicy
cilium.io: | CiliumNodeConfig TracingPolicyNamespaced
configuration.konghq.com: KongClusterPlugin KongLicense KongVault
configuration.konghq.com: | KongConsumer KongConsumerGroup KongCustomEntity KongIngress KongPlugin
configuration.konghq.com: | KongUpstreamPolicy TCPIngress UDPIngress
crd.antrea.io: ClusterGroup ClusterNetworkPolicy Egress ExternalIPPool IPPool Tier Traceflow
crd.antrea.io: TrafficControl
crd.antrea.io: | ExternalEntity ExternalNode Group NetworkPolicy
crd.projectcalico.org: BGPConfiguration BGPFilter BGPPeer CalicoNodeStatus ClusterInformation
crd.projectcalico.org: FelixConfiguration GlobalNetworkPolicy GlobalNetworkSet HostEndpoint IPPool
crd.projectcalico.org: IPReservation KubeControllersConfiguration StagedGlobalNetworkPolicy Tier
crd.projectcalico.org: | NetworkPolicy NetworkSet StagedKubernetesNetworkPolicy
crd.projectcalico.org: | StagedNetworkPolicy
extensions.istio.io: | *
gateway.envoyproxy.io: | *
k8s.cni.cncf.io: | NetworkAttachmentDefinition
k8s.nginx.org: | GlobalConfiguration Policy TransportServer VirtualServer VirtualServerRoute
k8s.ovn.org: AdminPolicyBasedExternalRoute ClusterUserDefinedNetwork EgressIP
k8s.ovn.org: | EgressFirewall EgressQoS EgressService UserDefinedNetwork
kuma.io: ExternalService Mesh MeshGateway Zone
linkerd.io: | ServiceProfile
metallb.io: | *
networking.cfargotunnel.com: ClusterTunnel | Tunnel TunnelBinding
networking.istio.io: | *
nmstate.io: NMState NodeNetworkConfigurationEnactment NodeNetworkConfigurationPolicy
nmstate.io: NodeNetworkState
operator.tigera.io: APIServer ImageSet Installation TigeraStatus
policy.linkerd.io: | *
projectcalico.org: BGPConfiguration BGPFilter BGPPeer CalicoNodeStatus ClusterInformation
projectcalico.org: FelixConfiguration GlobalNetworkPolicy GlobalNetworkSet HostEndpoint IPPool
projectcalico.org: IPReservation KubeControllersConfiguration Profile StagedGlobalNetworkPolicy
projectcalico.org: Tier
projectcalico.org: | NetworkPolicy NetworkSet StagedKubernetesNetworkPolicy StagedNetworkPolicy
projectcontour.io: | ContourConfiguration ContourDeployment ExtensionService HTTPProxy
projectcontour.io: | TLSCertificateDelegation
sailoperator.io: Istio IstioCNI IstioRevision IstioRevisionTag ZTunnel
security.istio.io: | *
tailscale.com: Connector DNSConfig ProxyClass ProxyGroup Recorder
telemetry.istio.io: | *
traefik.containo.us: | *
traefik.io: | *
`;
