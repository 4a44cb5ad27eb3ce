import { FluxInstance, GitRepository, OCIRepository, sameKind } from '../manifest/kind.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { textAt, type YamlNode } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';
import { objectsBy } from './fleet-store.ts';
import type { ObjectKeys } from './object-store.ts';

/** A Flux that the workspace installs. */
export interface FluxRelease {
  /** The minor release of Flux 2, such as 8 for Flux 2.8; -1 for all that were before Flux 2.0. */
  readonly minor: number;
  /** What says so: a FluxInstance, or the source with the manifests of Flux. */
  readonly from: FleetObject;
}

/** The releases that the workspace names; an installation that takes any release shows none. */
export function fluxReleasesOf(snapshot: Snapshot): readonly FluxRelease[] {
  return objectsBy(snapshot, showingReleases, '').flatMap((from) => {
    const minor = minorShownBy(from);
    return minor === undefined ? [] : [{ minor, from }];
  });
}

const showingReleases: ObjectKeys<string> = {
  kinds: [FluxInstance, GitRepository, OCIRepository],
  keysOf: (object) => (minorShownBy(object) === undefined ? [] : ['']),
};

function minorShownBy(object: FleetObject): number | undefined {
  return minorOf(versionIn(object) ?? '');
}

function versionIn(object: FleetObject): string | undefined {
  const { root } = object;
  if (sameKind(object, FluxInstance)) return textAt(root, 'spec', 'distribution', 'version');
  return isFluxItself(root) ? textAt(root, 'spec', 'ref', 'tag') : undefined;
}

function isFluxItself(source: YamlNode): boolean {
  const url = textAt(source, 'spec', 'url') ?? '';
  return /[/:]fluxcd\/(flux2|flux-manifests)(\.git)?\/?$/.test(url);
}

function minorOf(version: string): number | undefined {
  const [, major, minor] = /^[v=~^]?(\d+)\.(\d+)(?:\.|$)/.exec(version) ?? [];
  if (major === '0') return -1;
  return major === '2' ? Number(minor) : undefined;
}
