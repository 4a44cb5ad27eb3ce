import {
  configurationFileName,
  type FileFacts,
  type FilePath,
  type Snapshot,
} from '../core/index.ts';

/**
 * Counts the files with manifests for Flux, from one snapshot to the next. Where there are none, nobody asked for our
 * opinion and we stay silent.
 */
export class FluxFiles {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Follows a change of some files; that of the configuration may bring others in or keep them out. */
  follow(before: Snapshot, after: Snapshot, changed: readonly FilePath[]): void {
    const files = changed.includes(configurationFileName)
      ? [...before.files.keys(), ...after.files.keys()]
      : changed;
    for (const file of new Set(files)) {
      if (holdsFlux(before.files.get(file))) this.#count--;
      if (holdsFlux(after.files.get(file))) this.#count++;
    }
  }
}

/** True for a file with a manifest for Flux. */
export function holdsFlux(facts: FileFacts | undefined): boolean {
  return facts?.manifests.some(({ group }) => isFluxGroup(group)) === true;
}

function isFluxGroup(group: string): boolean {
  return group.endsWith('.fluxcd.io') || group === 'fluxcd.controlplane.io';
}
