import {
  ConfigMap,
  GitRepository,
  type GroupKind,
  Provider,
  Secret,
  sourceKinds,
} from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import { textAt, type YamlMap } from '../yaml/node.ts';
import { lastKeyOf, mapsAt, type PlacedMap } from '../yaml/nodes-at-path.ts';

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

/** The references of an object to things in its own namespace, which the API gives no `namespace` field. */
export const localReferencesOf = remembered(findLocalReferences);

function findLocalReferences(object: Manifest): readonly PlacedMap[] {
  const paths = localReferencePaths.get(`${object.group}/${object.kind}`) ?? [];
  return paths.flatMap((path) => mapsAt(object.root, path));
}

/** The kind that a local reference names, by its `kind` or by the key it stands under. */
export function localTargetOf(path: string, node: YamlMap): GroupKind | undefined {
  const key = lastKeyOf(path);
  if (key.endsWith('ecretRef')) return Secret;
  switch (key) {
    case 'providerRef':
      return Provider;
    case 'repository':
      return GitRepository;
    case 'configMapRef':
      return ConfigMap;
    default:
      return [ConfigMap, Secret, ...sourceKinds].find(({ kind }) => kind === textAt(node, 'kind'));
  }
}
