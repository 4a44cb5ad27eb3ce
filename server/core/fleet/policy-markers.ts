import { ImageUpdateAutomation } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, directoryOf, resolvePath } from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { type FleetObject, fleetOf } from './fleet.ts';
import { readsThisWorkspace } from './missing-path.ts';

/** A comment that tells image-automation-controller which policy decides about the image on its line. */
export interface PolicyMarker {
  readonly namespace: string;
  readonly name: string;
  /** Of the policy's namespace and name. */
  readonly span: Span;
}

/** The markers that an automation passes by because none that covers their file is in the namespace they name. */
export function markersPassedBy(
  snapshot: Snapshot,
  automation: FleetObject,
): readonly PolicyMarker[] {
  return derive(snapshot, findPassedBy).get(automation) ?? [];
}

const marker = /\{"\$imagepolicy":\s*"([^":\s]{1,253}):([^":\s]{1,253})(?::\w+)?"\}/g;

const markersOf = remembered(({ file, text }: FileFacts): readonly PolicyMarker[] => {
  if (!text.includes('"$imagepolicy"')) return [];
  return [...text.matchAll(marker)].map((match) => {
    const [whole, namespace = '', name = ''] = match;
    const start = match.index + whole.indexOf(namespace, '{"$imagepolicy":'.length);
    return {
      namespace,
      name,
      span: { file, start, end: start + namespace.length + 1 + name.length },
    };
  });
});

/** Each marker goes to the automation with the innermost path around it. */
function findPassedBy(snapshot: Snapshot): ReadonlyMap<FleetObject, readonly PolicyMarker[]> {
  const passedBy = new Map<FleetObject, PolicyMarker[]>();
  const automations = automationsByPath(snapshot);
  if (automations.size === 0) return passedBy;
  for (const facts of snapshot.files.values()) {
    const markers = markersOf(facts);
    if (markers.length === 0) continue;
    const around = automationsAround(automations, facts.file);
    // Those that update another repository, or do so for all we know, tell of none.
    const innermost = around.find((automation) => readsThisWorkspace(snapshot, automation));
    if (!innermost) continue;
    for (const each of markers) {
      const namespaces = around.map((automation) => known(automation.namespace));
      if (namespaces.includes(undefined) || namespaces.includes(each.namespace)) continue;
      const others = passedBy.get(innermost);
      if (others) others.push(each);
      else passedBy.set(innermost, [each]);
    }
  }
  return passedBy;
}

function automationsAround(
  byPath: ReadonlyMap<DirectoryPath, readonly FleetObject[]>,
  file: string,
): readonly FleetObject[] {
  const found: FleetObject[] = [];
  for (let at = directoryOf(file); ; at = directoryOf(at)) {
    found.push(...(byPath.get(at) ?? []));
    if (at === '') return found;
  }
}

/** The automations of this repository by the directory they update; what is not known counts for everything. */
function automationsByPath(snapshot: Snapshot): ReadonlyMap<DirectoryPath, readonly FleetObject[]> {
  const byPath = new Map<DirectoryPath, FleetObject[]>();
  for (const automation of fleetOf(snapshot).ofKind(ImageUpdateAutomation)) {
    const path = readString(automation, 'spec', 'update', 'path');
    const directory =
      path.state === 'unknown' ? '' : resolvePath('', (known(path) ?? '').replace(/^\/+/, ''));
    if (directory === undefined) continue;
    const same = byPath.get(directory);
    if (same) same.push(automation);
    else byPath.set(directory, [automation]);
  }
  return byPath;
}
