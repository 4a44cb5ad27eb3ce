/**
 * Lists of built-in kinds that a strategic merge patch merges item by item, and the key that tells the items apart
 * (`x-kubernetes-patch-merge-key` of the Kubernetes 1.21 OpenAPI document). All other lists are replaced.
 */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['conditions', ['type']],
  ['containers', ['name']],
  ['env', ['name']],
  ['ephemeralContainers', ['name']],
  ['hostAliases', ['ip']],
  ['imagePullSecrets', ['name']],
  ['initContainers', ['name']],
  ['ownerReferences', ['uid']],
  ['ports', ['containerPort', 'port']],
  ['secrets', ['name']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['volumeDevices', ['devicePath']],
  ['volumeMounts', ['mountPath']],
  ['volumes', ['name']],
  ['webhooks', ['name']],
]);

/** The keys by which the items of a list may be told apart; `undefined` for a list that is replaced as a whole. */
export function mergeKeysOf(group: string, field: string): readonly string[] | undefined {
  return isBuiltinGroup(group) ? mergeKeys.get(field) : undefined;
}

/** kustomize knows the lists of built-in kinds only: those of custom resources have no schema in it. */
function isBuiltinGroup(group: string): boolean {
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.includes('.x-k8s.io'));
}
