import type { GroupKind } from '../manifest/kind.ts';

/** The Flux release that took an API version out of the CRDs of a group. */
export interface Removal {
  readonly group: string;
  readonly version: string;
  /** The minor release of Flux 2, such as 8 for Flux 2.8. */
  readonly since: number;
}

/** Versions that were removed, as the release notes of Flux 2.7, 2.8 and 2.9 name them. */
const removals: readonly Removal[] = [
  ...['source', 'kustomize', 'image', 'notification'].map((name) => removed(name, 'v1beta1', 7)),
  removed('helm', 'v2beta1', 7),
  ...['source', 'kustomize'].map((name) => removed(name, 'v1beta2', 8)),
  removed('helm', 'v2beta2', 8),
  ...['image', 'notification'].map((name) => removed(name, 'v1beta2', 9)),
];

/** The minor releases of Flux 2 that brought the current versions, where that was not the first one. */
const firstReleases: ReadonlyMap<string, number> = new Map([
  ['Alert', 2],
  ['Bucket', 4],
  ['HelmChart', 3],
  ['HelmRelease', 3],
  ['HelmRepository', 3],
  ['ImagePolicy', 7],
  ['ImageRepository', 7],
  ['ImageUpdateAutomation', 7],
  ['OCIRepository', 6],
  ['Provider', 2],
]);

/** The removal of the version an object is written in; `undefined` where that is still there, or never was. */
export function removalOf(
  object: GroupKind & { readonly apiVersion: string },
): Removal | undefined {
  return removals.find(
    ({ group, version }) => group === object.group && object.apiVersion === `${group}/${version}`,
  );
}

/** The minor release of Flux 2 from which on a kind of Flux's own has its current version. */
export function firstReleaseOf({ kind }: GroupKind): number {
  return firstReleases.get(kind) ?? 0;
}

function removed(name: string, version: string, since: number): Removal {
  return { group: `${name}.toolkit.fluxcd.io`, version, since };
}
