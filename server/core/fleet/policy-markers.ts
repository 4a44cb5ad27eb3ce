import { sameList, sameSet } from '../incremental/same.ts';
import { ImageUpdateAutomation } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, directoryOf, resolveInSource } from '../workspace/path.ts';
import { type Directory, deriveFor, directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import type { FleetObject } from './fleet.ts';
import { objectsBy } from './fleet-store.ts';
import { readsThisWorkspace } from './missing-path.ts';
import type { ObjectKeys } from './object-store.ts';

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
  return deriveFor(snapshot, findPassedBy, automation, sameList);
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

/**
 * Each marker goes to the automation with the innermost path around it. Only directories are searched that hold a marker
 * for a namespace which no automation around them is in.
 */
function findPassedBy(snapshot: Snapshot, automation: FleetObject): readonly PolicyMarker[] {
  const passedBy: PolicyMarker[] = [];
  const [start] = directoriesUpdatedBy(automation);
  const waiting = start === undefined ? [] : [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { innermost, namespaces } = deriveFor(snapshot, findUpdates, at, isSameUpdates);
    // Who is passed by here, or may not be, is so further in as well.
    if (innermost !== automation || namespaces.has(undefined)) continue;
    const named = deriveFor(snapshot, findNamespaces, at, sameSet);
    if ([...named].every((namespace) => namespaces.has(namespace))) continue;
    const { files, directories } = directoriesOf(snapshot).get(at) ?? nothing;
    const isPassedBy = ({ namespace }: PolicyMarker) => !namespaces.has(namespace);
    passedBy.push(...files.flatMap((file) => markersIn(snapshot, file)).filter(isPassedBy));
    waiting.push(...directories);
  }
  return passedBy;
}

/** Who updates the files of a directory. Those that update another repository, or do so for all we know, tell of none. */
interface Updates {
  readonly innermost: FleetObject | undefined;
  readonly namespaces: ReadonlySet<string | undefined>;
}

function findUpdates(snapshot: Snapshot, directory: DirectoryPath): Updates {
  const around: FleetObject[] = [];
  for (let at = directory; ; at = directoryOf(at)) {
    around.push(...objectsBy(snapshot, automations, at));
    if (at === '') break;
  }
  return {
    innermost: around.find((automation) => readsThisWorkspace(snapshot, automation)),
    namespaces: new Set(around.map((automation) => known(automation.namespace))),
  };
}

function isSameUpdates(a: Updates, b: Updates): boolean {
  return a.innermost === b.innermost && sameSet(a.namespaces, b.namespaces);
}

/** Automations by the directory they update. */
const automations: ObjectKeys<DirectoryPath> = {
  kinds: [ImageUpdateAutomation],
  keysOf: directoriesUpdatedBy,
};

/** The directory that an automation updates; what is not known counts for everything. */
function directoriesUpdatedBy(automation: FleetObject): readonly DirectoryPath[] {
  const path = readString(automation, 'spec', 'update', 'path');
  const directory = path.state === 'unknown' ? '' : resolveInSource(known(path) ?? '');
  return directory === undefined ? [] : [directory];
}

/** The namespaces of all markers in and below a directory. */
function findNamespaces(snapshot: Snapshot, directory: DirectoryPath): ReadonlySet<string> {
  const { files, directories } = directoriesOf(snapshot).get(directory) ?? nothing;
  const namespaces = new Set<string>();
  for (const file of files) {
    for (const each of deriveFor(snapshot, findNamespacesIn, file, sameList)) namespaces.add(each);
  }
  for (const inner of directories) {
    for (const each of deriveFor(snapshot, findNamespaces, inner, sameSet)) namespaces.add(each);
  }
  return namespaces;
}

function findNamespacesIn(snapshot: Snapshot, file: FilePath): readonly string[] {
  return markersIn(snapshot, file).map(({ namespace }) => namespace);
}

function markersIn(snapshot: Snapshot, file: FilePath): readonly PolicyMarker[] {
  const facts = snapshot.files.get(file);
  return facts ? markersOf(facts) : [];
}

const nothing: Directory = { files: [], directories: [] };
