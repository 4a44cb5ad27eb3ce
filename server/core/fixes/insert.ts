import type { FleetObject } from '../fleet/fleet.ts';
import { sameKind } from '../manifest/kind.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { valueAt } from '../yaml/node.ts';
import { insertEntry } from '../yaml/yaml-edit.ts';
import type { Texts } from './fix.ts';

/** The edit that writes `spec.<key>: <value>` into the document an object was made from. */
export function insertIntoSpec(
  texts: Texts,
  object: FleetObject,
  key: string,
  value: string,
  after: readonly string[],
): TextEdit | undefined {
  return insertInto(texts, object, ['spec'], key, value, after);
}

/**
 * The edit that writes `key: value` into the map at a path of the document an object was made from; `undefined` where that is
 * the document of something else, such as a FluxInstance that syncs.
 */
export function insertInto(
  texts: Texts,
  object: FleetObject,
  path: readonly string[],
  key: string,
  value: string,
  after: readonly string[] = [],
): TextEdit | undefined {
  const map = sameKind(object.origin, object) ? valueAt(object.origin.root, ...path) : undefined;
  if (map?.type !== 'map') return undefined;
  return insertEntry(texts.textOf(map.span.file), map, key, value, after);
}
