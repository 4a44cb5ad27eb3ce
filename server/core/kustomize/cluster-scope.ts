/**
 * The kinds kustomize knows to live outside namespaces. kustomize learns scope only from the OpenAPI document of
 * Kubernetes 1.21 that it embeds, so newer built-in kinds, newer versions of old ones, and all custom resources
 * count as namespaced. Found by building one object of every kind and version with kustomize 5.5.0.
 */
const clusterScopedKinds: ReadonlyMap<string, readonly string[]> = new Map([
  ['v1', ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume']],
  ...versions('admissionregistration.k8s.io', [
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
  ]),
  ...versions('apiextensions.k8s.io', ['CustomResourceDefinition']),
  ...versions('apiregistration.k8s.io', ['APIService']),
  ...versions('certificates.k8s.io', ['CertificateSigningRequest']),
  ['flowcontrol.apiserver.k8s.io/v1beta1', ['FlowSchema', 'PriorityLevelConfiguration']],
  ...versions('networking.k8s.io', ['IngressClass']),
  ...versions('node.k8s.io', ['RuntimeClass']),
  ['policy/v1beta1', ['PodSecurityPolicy']],
  ...versions('rbac.authorization.k8s.io', ['ClusterRole', 'ClusterRoleBinding']),
  ...versions('scheduling.k8s.io', ['PriorityClass']),
  ...versions('storage.k8s.io', ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment']),
]);

/** True if kustomize leaves an object of this kind without a namespace. */
export function isClusterScopedForKustomize(apiVersion: string, kind: string): boolean {
  return clusterScopedKinds.get(apiVersion)?.includes(kind) ?? false;
}

function versions(
  group: string,
  kinds: readonly string[],
): readonly (readonly [string, readonly string[]])[] {
  return [
    [`${group}/v1`, kinds],
    [`${group}/v1beta1`, kinds],
  ];
}
