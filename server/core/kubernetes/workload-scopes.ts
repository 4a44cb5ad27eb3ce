/**
 * Which kinds of widely used extensions for running workloads, and of OpenShift, live in a namespace, in the notation that
 * `scope-table.ts` reads. Only what is certain is here.
 */
export const workloadScopes = `
# Storage, backups and databases
acid.zalan.do: | OperatorConfiguration postgresql PostgresTeam
barmancloud.cnpg.io: | ObjectStore
ceph.rook.io: | *
core.strimzi.io: | *
dragonflydb.io: | Dragonfly
elasticsearch.k8s.elastic.co: | Elasticsearch
k8s.mariadb.com: | Backup Connection Database Grant MariaDB MaxScale Restore SqlJob User
k8up.io: | Archive Backup Check PreBackupPod Prune Restore Schedule Snapshot
kafka.strimzi.io: | *
longhorn.io: | *
minio.min.io: | Tenant
mongodbcommunity.mongodb.com: | MongoDBCommunity
objectbucket.io: ObjectBucket | ObjectBucketClaim
piraeus.io: LinstorCluster LinstorNodeConnection LinstorSatellite LinstorSatelliteConfiguration
postgres-operator.crunchydata.com: | PGAdmin PGUpgrade PostgresCluster
postgresql.cnpg.io: ClusterImageCatalog
postgresql.cnpg.io: | Backup Cluster Database ImageCatalog Pooler Publication ScheduledBackup
postgresql.cnpg.io: | Subscription
rabbitmq.com: | Binding Exchange Permission Policy Queue RabbitmqCluster User Vhost
resources.cattle.io: Backup ResourceSet Restore
snapscheduler.backube: | SnapshotSchedule
sts.min.io: | PolicyBinding
topolvm.io: LogicalVolume
velero.io: | *
volsync.backube: | ReplicationDestination ReplicationSource

# Monitoring and logs
datadoghq.com: | DatadogAgent DatadogMetric DatadogMonitor DatadogSLO
fluentbit.fluent.io: ClusterFilter ClusterFluentBitConfig ClusterInput ClusterMultilineParser
fluentbit.fluent.io: ClusterOutput ClusterParser
fluentbit.fluent.io: | Collector Filter FluentBit FluentBitConfig MultilineParser Output Parser
fluentd.fluent.io: ClusterFilter ClusterFluentdConfig ClusterInput ClusterOutput
fluentd.fluent.io: | Filter Fluentd FluentdConfig Input Output
grafana.integreatly.org: | *
logging-extensions.banzaicloud.io: EventTailer | HostTailer
logging.banzaicloud.io: FluentbitAgent Logging LoggingRoute NodeAgent
logging.banzaicloud.io: | ClusterFlow ClusterOutput Flow Output SyslogNGClusterFlow
logging.banzaicloud.io: | SyslogNGClusterOutput SyslogNGFlow SyslogNGOutput
monitoring.coreos.com: | *
monitoring.googleapis.com: ClusterNodeMonitoring ClusterPodMonitoring ClusterRules GlobalRules
monitoring.googleapis.com: | OperatorConfig PodMonitoring Rules
opentelemetry.io: | Instrumentation OpAMPBridge OpenTelemetryCollector TargetAllocator
operator.victoriametrics.com: | VLCluster VLogs VLSingle VMAgent VMAlert VMAlertmanager
operator.victoriametrics.com: | VMAlertmanagerConfig VMAuth VMCluster VMNodeScrape VMPodScrape
operator.victoriametrics.com: | VMProbe VMRule VMScrapeConfig VMServiceScrape VMSingle
operator.victoriametrics.com: | VMStaticScrape VMUser

# Delivery, workloads and machines
actions.github.com: | AutoscalingListener AutoscalingRunnerSet EphemeralRunner EphemeralRunnerSet
apps.kruise.io: NodeImage NodePodProbe ResourceDistribution SidecarSet
apps.kruise.io: | AdvancedCronJob BroadcastJob CloneSet DaemonSet ImagePullJob StatefulSet
apps.kruise.io: | UnitedDeployment WorkloadSpread
argoproj.io: ClusterAnalysisTemplate ClusterWorkflowTemplate
argoproj.io: | AnalysisRun AnalysisTemplate Application ApplicationSet AppProject CronWorkflow
argoproj.io: | EventBus EventSource Experiment Rollout Sensor Workflow WorkflowEventBinding
argoproj.io: | WorkflowTaskResult WorkflowTaskSet WorkflowTemplate
batch.volcano.sh: | CronJob Job
cdi.kubevirt.io: CDI CDIConfig ObjectTransfer StorageProfile
cdi.kubevirt.io: | DataImportCron DataSource DataVolume
dapr.io: | Component Configuration HTTPEndpoint Resiliency Subscription
eventing.keda.sh: ClusterCloudEventSource | CloudEventSource
helm.cattle.io: | HelmChart HelmChartConfig
http.keda.sh: | HTTPScaledObject
instancetype.kubevirt.io: VirtualMachineClusterInstancetype VirtualMachineClusterPreference
instancetype.kubevirt.io: | VirtualMachineInstancetype VirtualMachinePreference
kargo.akuity.io: ClusterConfig ClusterPromotionTask Project
kargo.akuity.io: | Freight ProjectConfig Promotion PromotionTask Stage Warehouse
keda.sh: ClusterTriggerAuthentication | ScaledJob ScaledObject TriggerAuthentication
kubeflow.org: Profile | MPIJob Notebook PodDefault PyTorchJob TFJob XGBoostJob
kubevirt.io: | KubeVirt VirtualMachine VirtualMachineInstance VirtualMachineInstanceMigration
kubevirt.io: | VirtualMachineInstanceReplicaSet
migrations.kubevirt.io: MigrationPolicy
nvidia.com: ClusterPolicy NVIDIADriver
ray.io: | RayCluster RayJob RayService
scheduling.volcano.sh: Queue | PodGroup
serving.knative.dev: | Configuration DomainMapping Revision Route Service
serving.kserve.io: ClusterServingRuntime ClusterStorageContainer
serving.kserve.io: | InferenceGraph InferenceService ServingRuntime TrainedModel
shipwright.io: ClusterBuildStrategy | Build BuildRun BuildStrategy
sparkoperator.k8s.io: | ScheduledSparkApplication SparkApplication
tekton.dev: ClusterTask
tekton.dev: | CustomRun Pipeline PipelineRun Run StepAction Task TaskRun VerificationPolicy
trainer.kubeflow.org: ClusterTrainingRuntime | TrainingRuntime TrainJob
triggers.tekton.dev: ClusterInterceptor ClusterTriggerBinding
triggers.tekton.dev: | EventListener Interceptor Trigger TriggerBinding TriggerTemplate
upgrade.cattle.io: | Plan

# OpenShift, and operators
apps.openshift.io: | DeploymentConfig
authorization.openshift.io: ClusterRole ClusterRoleBinding
authorization.openshift.io: | Role RoleBinding RoleBindingRestriction
autoscaling.openshift.io: ClusterAutoscaler | MachineAutoscaler
build.openshift.io: | Build BuildConfig
config.openshift.io: APIServer Authentication Build ClusterImagePolicy ClusterOperator
config.openshift.io: ClusterVersion Console DNS FeatureGate Image ImageContentPolicy
config.openshift.io: ImageDigestMirrorSet ImageTagMirrorSet Infrastructure Ingress Network Node
config.openshift.io: OAuth OperatorHub Project Proxy Scheduler
config.openshift.io: | ImagePolicy
console.openshift.io: ConsoleCLIDownload ConsoleExternalLogLink ConsoleLink ConsoleNotification
console.openshift.io: ConsolePlugin ConsoleQuickStart ConsoleSample ConsoleYAMLSample
hypershift.openshift.io: | HostedCluster HostedControlPlane NodePool
image.openshift.io: Image | ImageStream ImageStreamTag
imageregistry.operator.openshift.io: Config ImagePruner
machine.openshift.io: | ControlPlaneMachineSet Machine MachineHealthCheck MachineSet
machineconfiguration.openshift.io: ContainerRuntimeConfig ControllerConfig KubeletConfig
machineconfiguration.openshift.io: MachineConfig MachineConfigNode MachineConfigPool
oauth.openshift.io: OAuthClient OAuthClientAuthorization
olm.operatorframework.io: ClusterCatalog ClusterExtension
operator.openshift.io: ClusterCSIDriver Config Console DNS Etcd ImageContentSourcePolicy
operator.openshift.io: KubeAPIServer Network Storage
operator.openshift.io: | IngressController
operators.coreos.com: OLMConfig Operator
operators.coreos.com: | CatalogSource ClusterServiceVersion InstallPlan OperatorCondition
operators.coreos.com: | OperatorGroup Subscription
project.openshift.io: Project ProjectRequest
quota.openshift.io: ClusterResourceQuota | AppliedClusterResourceQuota
route.openshift.io: | Route
security.openshift.io: SecurityContextConstraints
template.openshift.io: BrokerTemplateInstance | Template TemplateInstance
tuned.openshift.io: | Profile Tuned
user.openshift.io: Group Identity User
`;
