import { type GroupKind, kindName } from '../manifest/kind.ts';

/** The namespaced kind that does the same job for one namespace, for cluster-scoped kinds that have one. */
export function namespacedTwinOf(kind: GroupKind): string | undefined {
  return twins.get(kindName(kind));
}

/** Cluster-scoped kinds with a namespaced one of the same group and the same fields. */
const twins: ReadonlyMap<string, string> = new Map([
  ['ClusterRole.rbac.authorization.k8s.io', 'Role'],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', 'RoleBinding'],
  ['ClusterIssuer.cert-manager.io', 'Issuer'],
  ['ClusterPolicy.kyverno.io', 'Policy'],
  ['ClusterCleanupPolicy.kyverno.io', 'CleanupPolicy'],
  ['DeletingPolicy.policies.kyverno.io', 'NamespacedDeletingPolicy'],
  ['GeneratingPolicy.policies.kyverno.io', 'NamespacedGeneratingPolicy'],
  ['ImageValidatingPolicy.policies.kyverno.io', 'NamespacedImageValidatingPolicy'],
  ['MutatingPolicy.policies.kyverno.io', 'NamespacedMutatingPolicy'],
  ['ValidatingPolicy.policies.kyverno.io', 'NamespacedValidatingPolicy'],
  ['ClusterAdmissionPolicy.policies.kubewarden.io', 'AdmissionPolicy'],
  ['ClusterAdmissionPolicyGroup.policies.kubewarden.io', 'AdmissionPolicyGroup'],
  ['ClusterSecretStore.external-secrets.io', 'SecretStore'],
  ['ClusterTriggerAuthentication.keda.sh', 'TriggerAuthentication'],
  ['ClusterCloudEventSource.eventing.keda.sh', 'CloudEventSource'],
  ['ClusterWorkflowTemplate.argoproj.io', 'WorkflowTemplate'],
  ['ClusterAnalysisTemplate.argoproj.io', 'AnalysisTemplate'],
  ['ClusterPromotionTask.kargo.akuity.io', 'PromotionTask'],
  ['CiliumClusterwideNetworkPolicy.cilium.io', 'CiliumNetworkPolicy'],
  ['CiliumClusterwideEnvoyConfig.cilium.io', 'CiliumEnvoyConfig'],
  ['TracingPolicy.cilium.io', 'TracingPolicyNamespaced'],
  ['GlobalNetworkPolicy.projectcalico.org', 'NetworkPolicy'],
  ['GlobalNetworkSet.projectcalico.org', 'NetworkSet'],
  ['ClusterNetworkPolicy.crd.antrea.io', 'NetworkPolicy'],
  ['KongClusterPlugin.configuration.konghq.com', 'KongPlugin'],
  ['ClusterPodMonitoring.monitoring.googleapis.com', 'PodMonitoring'],
  ['ClusterRules.monitoring.googleapis.com', 'Rules'],
  ['ClusterImageCatalog.postgresql.cnpg.io', 'ImageCatalog'],
  ['ClusterTask.tekton.dev', 'Task'],
  ['ClusterTriggerBinding.triggers.tekton.dev', 'TriggerBinding'],
  ['ClusterBuildStrategy.shipwright.io', 'BuildStrategy'],
  ['ClusterServingRuntime.serving.kserve.io', 'ServingRuntime'],
  ['ClusterTrainingRuntime.trainer.kubeflow.org', 'TrainingRuntime'],
  ['ClusterFilter.fluentbit.fluent.io', 'Filter'],
  ['ClusterOutput.fluentbit.fluent.io', 'Output'],
  ['ClusterParser.fluentbit.fluent.io', 'Parser'],
  ['VirtualMachineClusterInstancetype.instancetype.kubevirt.io', 'VirtualMachineInstancetype'],
  ['VirtualMachineClusterPreference.instancetype.kubevirt.io', 'VirtualMachinePreference'],
]);
