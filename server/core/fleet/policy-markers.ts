import { ImageUpdateAutomation } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, directoryOf, resolvePath } from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { type FleetObject, fleetOf } from './fleet.ts';
import { append } from './group-by.ts';
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
  const updates = new Map<DirectoryPath, Updates>();
  for (const facts of snapshot.files.values()) {
    const markers = markersOf(facts);
    if (markers.length === 0) continue;
    const directory = directoryOf(facts.file);
    const found = updates.get(directory) ?? updatesOf(snapshot, automations, directory);
    updates.set(directory, found);
    const { innermost, namespaces } = found;
    if (!innermost || namespaces.has(undefined)) continue;
    for (const each of markers) {
      if (!namespaces.has(each.namespace)) append(passedBy, innermost, each);
    }
  }
  return passedBy;
}

/** Who updates the files of a directory. Those that update another repository, or do so for all we know, tell of none. */
interface Updates {
  readonly innermost: FleetObject | undefined;
  readonly namespaces: ReadonlySet<string | undefined>;
}

function updatesOf(
  snapshot: Snapshot,
  byPath: ReadonlyMap<DirectoryPath, readonly FleetObject[]>,
  directory: DirectoryPath,
): Updates {
  const around: FleetObject[] = [];
  for (let at = directory; ; at = directoryOf(at)) {
    for (const automation of byPath.get(at) ?? []) around.push(automation);
    if (at === '') break;
  }
  return {
    innermost: around.find((automation) => readsThisWorkspace(snapshot, automation)),
    namespaces: new Set(around.map((automation) => known(automation.namespace))),
  };
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
