import type { FileFacts, Snapshot } from '../core/index.ts';

/** The files with manifests for Flux. Where there are none, nobody asked for our opinion and we stay silent. */
export function fluxFilesIn(snapshot: Snapshot): number {
  let count = 0;
  for (const facts of snapshot.files.values()) if (holdsFlux(facts)) count++;
  return count;
}

const known = new WeakMap<FileFacts, boolean>();

/** True for a file with a manifest for Flux. */
export function holdsFlux(facts: FileFacts): boolean {
  let answer = known.get(facts);
  if (answer === undefined) {
    answer = facts.manifests.some(({ group }) => isFluxGroup(group));
    known.set(facts, answer);
  }
  return answer;
}

function isFluxGroup(group: string): boolean {
  return group.endsWith('.fluxcd.io') || group === 'fluxcd.controlplane.io';
}
