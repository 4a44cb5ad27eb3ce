import { rebuilt } from '../fleet/applied-content.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { type Build, build } from '../kustomize/build.ts';
import { sameValue } from '../kustomize/node-edit.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { contains, type FilePath } from '../text/span.ts';
import { applyEdits } from '../text/text-edit.ts';
import { type FileFacts, factsOf } from '../workspace/file-facts.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { Fix } from './fix.ts';

/** Larger builds and files are not tried: the fixes of thousands of findings must not take longer than to find them. */
const mostInputs = 2000;
const mostCharacters = 200_000;

/** What delivers itself has no end. */
const longestChain = 8;

/**
 * False for a fix that a patch takes out again or writes over, in the document of an object or in one of those by which Flux
 * delivers it.
 */
export function takesEffect(snapshot: Snapshot, object: FleetObject, fix: Fix): boolean {
  let at = object;
  for (let depth = 0; depth < longestChain; depth++) {
    if (!getsThrough(snapshot, at, fix)) return false;
    if (at.delivery.mode !== 'flux') break;
    at = at.delivery.by;
  }
  return true;
}

/**
 * False if an object comes out of its build as before, or what is added beside it under another name or not at all. To see
 * that, the build is done once more, of its own files alone.
 */
function getsThrough(snapshot: Snapshot, object: FleetObject, fix: Fix): boolean {
  const { origin } = object;
  const change = mayBeLost(object, fix) ? changeOf(snapshot, origin, fix) : undefined;
  const before = change && buildOf(snapshot, object);
  if (!before || before.inputs.length > mostInputs) return true;
  const { facts, written, added } = change;
  const { objects } = buildWith(snapshot, object, before, facts);
  const find = ({ file, index }: Manifest) =>
    objects.find((each) => each.origin?.file === file && each.origin.index === index);
  const now = find(origin);
  if (written && now && isLost(origin.root, written.root, object.root, now.root)) return false;
  return added.every((manifest) => isCalledSo(manifest, find(manifest)));
}

/** False for changes of a document that no step of a build has touched: it comes out as it is written. */
function mayBeLost({ root, origin, delivery }: FleetObject, { edits }: Fix): boolean {
  if (delivery.mode === 'declared') return false;
  return edits.some(({ span }) => {
    const isWithin = contains(origin.span, span) && span.end < origin.span.end;
    return span.file === origin.file && !(isWithin && root === origin.root);
  });
}

/** What a fix makes of the file of an object. */
interface Change {
  readonly facts: FileFacts;
  /** The document of the object, where that says something else. */
  readonly written: Manifest | undefined;
  /** Documents behind those that were there. */
  readonly added: readonly Manifest[];
}

function changeOf(snapshot: Snapshot, origin: Manifest, { edits }: Fix): Change | undefined {
  const before = snapshot.files.get(origin.file);
  if (!before || before.text.length > mostCharacters) return undefined;
  const own = edits.filter(({ span }) => span.file === origin.file);
  const facts = factsOf(origin.file, applyEdits(before.text, own), before);
  const now = facts.manifests.find(({ index }) => index === origin.index);
  const written = now && !sameValue(now.root, origin.root) ? now : undefined;
  return { facts, written, added: facts.manifests.slice(before.manifests.length) };
}

function buildOf(snapshot: Snapshot, { delivery }: FleetObject): Build | undefined {
  if (delivery.mode === 'declared') return undefined;
  return delivery.mode === 'flux'
    ? fleetOf(snapshot).buildOf(delivery.by)
    : build(snapshot, { directory: delivery.directory });
}

/** The same build with one file changed, in a workspace that has nothing else. */
function buildWith(
  snapshot: Snapshot,
  { delivery }: FleetObject,
  { directory, inputs }: Build,
  changed: FileFacts,
): Build {
  const files = new Map<FilePath, FileFacts>();
  for (const { file } of inputs) {
    const facts = file === changed.file ? changed : snapshot.files.get(file);
    if (facts) files.set(file, facts);
  }
  const { revision, settings, checkout } = snapshot;
  const trial: Snapshot = { revision, settings, checkout, files };
  return delivery.mode === 'flux'
    ? rebuilt(trial, snapshot, delivery.by, directory)
    : build(trial, { directory });
}

/** True if something that the document says differently now is not what comes out of the build, which is as it was. */
function isLost(
  before: YamlNode | undefined,
  after: YamlNode | undefined,
  was: YamlNode | undefined,
  is: YamlNode | undefined,
): boolean {
  if (isSame(before, after) || isSame(after, is)) return false;
  if (before?.type === 'map' && after?.type === 'map') {
    const keys = new Set([...before.entries, ...after.entries].map(({ key }) => key));
    return [...keys].some((key) => {
      const [from, to, wasHere, isHere] = [before, after, was, is].map((map) => valueAt(map, key));
      return isLost(from, to, wasHere, isHere);
    });
  }
  // What is taken out of a document because it had no effect is not what comes out in its place.
  return isSame(was, is) && (after !== undefined || isSame(before, is));
}

function isSame(a: YamlNode | undefined, b: YamlNode | undefined): boolean {
  return a && b ? sameValue(a, b) : a === b;
}

function isCalledSo(written: Manifest, built: Manifest | undefined): boolean {
  if (!built || known(written.name) !== known(built.name)) return false;
  return (
    written.namespace.state !== 'present' || known(written.namespace) === known(built.namespace)
  );
}
