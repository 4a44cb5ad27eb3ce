import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { quote } from '../text/quote.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { baseName, type DirectoryPath, directoryOf, isBelow } from '../workspace/path.ts';
import { known } from '../yaml/field.ts';
import { textAt, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { insertItem } from '../yaml/sequence-edit.ts';
import { appendDocument, insertBlock, lastOffset } from '../yaml/yaml-edit.ts';
import { type Fix, fix } from './fix.ts';
import { moveDocument, type Workplace } from './move-document.ts';

/** What splitting a Kustomization needs to know of the workspace. */
export interface SplitPlace extends Workplace {
  readonly fleet: Fleet;
  directory(path: DirectoryPath): unknown;
}

/** What a Kustomization may say so that a copy of it with another path does the same for a part of its content. */
const copyable: ReadonlySet<string> = new Set([
  'interval',
  'retryInterval',
  'timeout',
  'path',
  'prune',
  'wait',
  'force',
  'targetNamespace',
  'serviceAccountName',
  'sourceRef',
  'dependsOn',
  'commonMetadata',
]);

/**
 * Lets a Kustomization of its own apply a Role, and the one that applies its binding wait for it. None where the copy of
 * the Kustomization would do anything else, or the new directory would be taken in by somebody.
 */
export function splitRole(place: SplitPlace, role: FleetObject, by: FleetObject): Fix | undefined {
  const { origin } = by;
  const spec = valueAt(origin.root, 'spec');
  const from = role.delivery.mode === 'flux' ? role.delivery.directory : undefined;
  if (spec?.type !== 'map' || from === undefined || from === '' || by.template) return undefined;
  const to = `${from}-roles`;
  if (!isAsWritten(role, spec) || !isCopyable(by, spec) || !isFree(place, to)) return undefined;
  const name = known(by.name) ?? '';
  const moved = moveDocument(place, role, `${to}/${baseName(role.origin.file)}`, '');
  const copy = copyOf(place, by, spec, `${name}-roles`, `./${to}`);
  if (!moved || copy === undefined) return undefined;
  const text = place.textOf(origin.file);
  return fix(
    `Apply Role ${quote(known(role.name) ?? '')} by a Kustomization of its own`,
    [
      ...moved.edits,
      dependOn(text, spec, `${name}-roles`),
      appendDocument(text, origin.file, text.length, copy),
    ],
    { creations: moved.creations, deletions: moved.deletions },
  );
}

/** True for a Role that gets its name and namespace from nothing that it would leave behind. */
function isAsWritten({ origin, name, namespace }: FleetObject, spec: YamlMap): boolean {
  const isNamed = known(origin.name) === known(name);
  const isPlaced = known(origin.namespace) === known(namespace) || valueAt(spec, 'targetNamespace');
  return isNamed && Boolean(isPlaced);
}

/** True if the document says all of a Kustomization that counts, in fields that mean the same in a copy. */
function isCopyable(by: FleetObject, spec: YamlMap): boolean {
  const effective = valueAt(by.root, 'spec');
  const isWhole =
    effective?.type === 'map' &&
    effective.entries.every(({ key, value }) => copyable.has(key) && isIn(value, by.origin.file));
  return isWhole && known(by.origin.name) === known(by.name) && textAt(spec, 'path') !== undefined;
}

function isIn(node: YamlNode, file: string): boolean {
  return node.span.file === file;
}

/** True for a directory that is not there, and that no Kustomization would take in without being told. */
function isFree(place: SplitPlace, to: DirectoryPath): boolean {
  if (place.directory(to) !== undefined) return false;
  const around = [...place.fleet.deliveries.values()].map(({ directory }) => directory);
  return !around.some((each) => isBelow(each, directoryOf(to)) && !place.kustomizationIn(each));
}

/** The document of a Kustomization with another name and another path. */
function copyOf(
  place: SplitPlace,
  { origin }: FleetObject,
  spec: YamlMap,
  name: string,
  path: string,
): string | undefined {
  const [oldName, oldPath] = [valueAt(origin.root, 'metadata', 'name'), valueAt(spec, 'path')];
  if (oldName?.type !== 'scalar' || oldPath?.type !== 'scalar') return undefined;
  const { file, start, end } = origin.span;
  const edits = [
    { span: oldPath.span, newText: path },
    { span: oldName.span, newText: name },
  ].sort((a, b) => b.span.start - a.span.start);
  if (edits.some(({ span }) => span.file !== file)) return undefined;
  const whole = place.textOf(file);
  let text = whole.slice(0, lastOffset(whole, origin.root, end));
  for (const { span, newText } of edits) {
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return text.slice(start).replaceAll('\r', '');
}

function dependOn(text: string, spec: YamlMap, name: string): TextEdit | undefined {
  const list = valueAt(spec, 'dependsOn');
  if (list?.type === 'sequence') return insertItem(text, list, `name: ${name}`);
  return insertBlock(text, spec, 'dependsOn', `dependsOn:\n  - name: ${name}`, ['interval']);
}
