import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import { entryOf, type YamlMap, type YamlNode } from '../yaml/node.ts';

/** A reference to something in the object's own namespace, which the API gives no `namespace` field. */
export interface LocalReference {
  /** Where it stands, such as `spec.valuesFrom[0]`. */
  readonly path: string;
  readonly node: YamlMap;
}

/**
 * Paths of the local references by group and kind, as the CRDs of Flux 2.9 have them; `[]` stands for each item of a
 * list.
 */
export const localReferencePaths: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'kustomize.toolkit.fluxcd.io/Kustomization',
    [
      'spec.decryption.secretRef',
      'spec.kubeConfig.secretRef',
      'spec.kubeConfig.configMapRef',
      'spec.postBuild.substituteFrom[]',
    ],
  ],
  [
    'helm.toolkit.fluxcd.io/HelmRelease',
    [
      'spec.kubeConfig.secretRef',
      'spec.kubeConfig.configMapRef',
      'spec.valuesFrom[]',
      'spec.chart.spec.verify.secretRef',
    ],
  ],
  [
    'source.toolkit.fluxcd.io/GitRepository',
    ['spec.secretRef', 'spec.proxySecretRef', 'spec.verify.secretRef', 'spec.include[].repository'],
  ],
  [
    'source.toolkit.fluxcd.io/OCIRepository',
    [
      'spec.secretRef',
      'spec.certSecretRef',
      'spec.proxySecretRef',
      'spec.verify.secretRef',
      'spec.verify.trustedRootSecretRef',
    ],
  ],
  ['source.toolkit.fluxcd.io/HelmRepository', ['spec.secretRef', 'spec.certSecretRef']],
  ['source.toolkit.fluxcd.io/HelmChart', ['spec.sourceRef', 'spec.verify.secretRef']],
  [
    'source.toolkit.fluxcd.io/Bucket',
    [
      'spec.secretRef',
      'spec.certSecretRef',
      'spec.proxySecretRef',
      'spec.sts.secretRef',
      'spec.sts.certSecretRef',
    ],
  ],
  [
    'image.toolkit.fluxcd.io/ImageRepository',
    ['spec.secretRef', 'spec.certSecretRef', 'spec.proxySecretRef'],
  ],
  ['image.toolkit.fluxcd.io/ImageUpdateAutomation', ['spec.git.commit.signingKey.secretRef']],
  ['fluxcd.controlplane.io/ResourceSet', ['spec.inputsFrom[]']],
  ['fluxcd.controlplane.io/ResourceSetInputProvider', ['spec.secretRef', 'spec.certSecretRef']],
  ['notification.toolkit.fluxcd.io/Alert', ['spec.providerRef']],
  [
    'notification.toolkit.fluxcd.io/Provider',
    ['spec.secretRef', 'spec.certSecretRef', 'spec.proxySecretRef'],
  ],
  ['notification.toolkit.fluxcd.io/Receiver', ['spec.secretRef']],
]);

/** The local references that an object writes. */
export const localReferencesOf = remembered(findLocalReferences);

function findLocalReferences(object: Manifest): readonly LocalReference[] {
  const paths = localReferencePaths.get(`${object.group}/${object.kind}`) ?? [];
  return paths.flatMap((path) => nodesAt(object.root, path.split('.'), ''));
}

function nodesAt(
  node: YamlNode | undefined,
  [key, ...rest]: readonly string[],
  path: string,
): readonly LocalReference[] {
  if (key === undefined) return node?.type === 'map' ? [{ path, node }] : [];
  const name = key.replace('[]', '');
  const value = entryOf(node, name)?.value;
  const below = path === '' ? name : `${path}.${name}`;
  if (!key.endsWith('[]')) return nodesAt(value, rest, below);
  return value?.type === 'sequence'
    ? value.items.flatMap((item, index) => nodesAt(item, rest, `${below}[${index}]`))
    : [];
}
