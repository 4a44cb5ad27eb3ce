import type { Manifest } from '../manifest/manifest.ts';
import { isNothing, type YamlEntry, type YamlMap } from '../yaml/node.ts';
import type { FieldTable } from './field-table.ts';
import { meantField, placeOfField } from './meant-field.ts';
import { below, type Place } from './place.ts';
import type { UnknownField } from './schema-problem.ts';

/** What there is to say of a key that the API does not have in a map. Without a table it is not said what may be meant. */
export function unknownField(
  { node, field, path }: Place<YamlMap>,
  entry: YamlEntry,
  table: FieldTable | false,
  { incomplete }: Manifest,
): readonly UnknownField[] {
  // The beginning of a line that somebody is typing is no field yet.
  if (incomplete !== undefined && isNothing(entry.value)) return [];
  const { key, keySpan } = entry;
  const meant = table ? meantField(field.fields ?? {}, node, key) : undefined;
  return [
    {
      type: 'unknown-field',
      path: below(path, key),
      span: keySpan,
      map: node,
      entry,
      meant,
      belongsIn: meant || !table ? undefined : placeOfField(table, key),
    },
  ];
}
