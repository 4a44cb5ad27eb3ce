import { type GroupKind, groupOf } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import { tables } from './generated.mjs';

/** What the Flux API knows of one kind, in its current version. */
export interface FieldTable {
  readonly apiVersion: string;
  readonly kind: string;
  /** The fields of `spec`. */
  readonly fields: Fields;
}

/** Fields by name, in alphabetical order or that of their importance. */
export type Fields = Readonly<Record<string, Field>>;

/** What may stand in one field. */
export interface Field {
  readonly type: 'string' | 'boolean' | 'integer' | 'list' | 'map' | 'object' | 'any';
  readonly required?: boolean;
  /** What the API puts there where nothing stands. */
  readonly default?: unknown;
  /** The only texts that may stand there. */
  readonly values?: readonly string[];
  /** What a text must match, and what such texts are, as in "a duration such as 30s". */
  readonly pattern?: string;
  readonly means?: string;
  /** Characters of a text, or items of a list. */
  readonly min?: number;
  readonly max?: number;
  /** Each item of a list, or each value of a map. */
  readonly items?: Field;
  /** The fields of an object; without them anything may stand there. */
  readonly fields?: Fields;
}

/** All kinds that there is a table for. */
export const tableKinds: readonly GroupKind[] = Object.values(tables).map(
  ({ apiVersion, kind }) => ({ group: groupOf(apiVersion), kind }),
);

/** What is known of a kind; `undefined` for all that is not Flux's. */
export function tableOf(kind: GroupKind): FieldTable | undefined {
  const id = `${kind.group}/${kind.kind}`;
  return Object.hasOwn(tables, id) ? tables[id] : undefined;
}

/**
 * The field at a path of keys; a list takes the position of an item or `[]` as a step. `undefined` where the API has no
 * such field or anything may stand there.
 */
export function fieldAt(table: FieldTable, path: readonly string[]): Field | undefined {
  return path.reduce<Field | undefined>(
    (field, step) => (field ? fieldIn(field, step) : undefined),
    objectOf(table),
  );
}

/** The field one step below another. */
function fieldIn({ fields, items }: Field, step: string): Field | undefined {
  return fields && Object.hasOwn(fields, step) ? fields[step] : items;
}

/** A whole object of a kind as a field. Of metadata and status only the type counts. */
export const objectOf: (table: FieldTable) => Field = remembered(
  ({ fields }: FieldTable): Field => ({
    type: 'object',
    fields: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: { type: 'object', fields },
      status: { type: 'object' },
    },
  }),
);
