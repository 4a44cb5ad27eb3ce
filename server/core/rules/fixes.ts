import type { FleetObject } from '../fleet/fleet.ts';
import type { FileCreation, TextEdit } from '../text/text-edit.ts';
import { valueAt } from '../yaml/node.ts';
import { insertEntry } from '../yaml/yaml-edit.ts';
import type { Fix } from './finding.ts';
import type { RuleContext } from './rule-context.ts';

/** A fix, or none if one of its edits cannot be made. */
export function fix(
  title: string,
  edits: readonly (TextEdit | undefined)[],
  options: { readonly safety?: Fix['safety']; readonly creations?: readonly FileCreation[] } = {},
): Fix | undefined {
  const possible = edits.filter((edit) => edit !== undefined);
  if (possible.length !== edits.length) return undefined;
  const { safety = 'unsafe', creations = [] } = options;
  return { title, safety, edits: possible, creations };
}

/** The edit that writes `spec.<key>: <value>` into the document an object was made from. */
export function insertIntoSpec(
  context: RuleContext,
  { origin }: FleetObject,
  key: string,
  value: string,
  after: readonly string[],
): TextEdit | undefined {
  const spec = valueAt(origin.root, 'spec');
  if (spec?.type !== 'map') return undefined;
  return insertEntry(context.textOf(spec.span.file), spec, key, value, after);
}
