import { remembered } from '../text/memo.ts';
import { nearest } from '../text/nearest.ts';
import { entryOf, type YamlMap } from '../yaml/node.ts';
import type { Fields, FieldTable } from './field-table.ts';
import type { MeantField } from './schema-problem.ts';

/** The field that an unknown key most likely means, of those that are not there yet. */
export function meantField(fields: Fields, map: YamlMap, key: string): MeantField | undefined {
  const free = Object.keys(fields).filter((name) => !entryOf(map, name));
  const name = nearest(key, free) ?? completed(key, free);
  const field = name === undefined ? undefined : fields[name];
  if (name === undefined || !field) return undefined;
  const others = free.filter((each) => each !== name);
  return { name, field, isOnly: nearest(key, others) === undefined };
}

/** The one name that begins like this. */
function completed(beginning: string, names: readonly string[]): string | undefined {
  if (beginning.length < 3) return undefined;
  const [only, ...others] = names.filter((name) => name.startsWith(beginning));
  return others.length === 0 ? only : undefined;
}

/** The one place of a kind where a field of this name is known, such as `spec.chart.spec`; `undefined` for several. */
export function placeOfField(table: FieldTable, name: string): string | undefined {
  const places = placesByName(table).get(name);
  return places?.length === 1 ? places[0] : undefined;
}

const placesByName = remembered(({ fields }: FieldTable) => {
  const places = new Map<string, string[]>();
  collect(fields, 'spec', places);
  return places;
});

/** Fields in lists are left out: which item would be meant? */
function collect(fields: Fields, path: string, places: Map<string, string[]>): void {
  for (const [name, field] of Object.entries(fields)) {
    places.set(name, [...(places.get(name) ?? []), path]);
    if (field.fields) collect(field.fields, `${path}.${name}`, places);
  }
}
