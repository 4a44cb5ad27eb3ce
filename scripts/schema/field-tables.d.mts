import type { Field, FieldTable } from '../../server/core/schema/field-table.ts';

/** A table with what it says in words. */
export interface DescribedTable extends FieldTable {
  /** What the kind is for, in one sentence. */
  readonly about: string;
  readonly fields: Readonly<Record<string, DescribedField>>;
}

export interface DescribedField extends Field {
  /** What the field is for, in one sentence; items of lists and maps have none. */
  readonly about?: string;
  readonly items?: DescribedField;
  readonly fields?: Readonly<Record<string, DescribedField>>;
}

/** The kinds of all tables in `schemas/fields`, sorted, with what they share filled in. */
export function readTables(): readonly DescribedTable[];

/** Group and kind of a table. */
export function idOf(table: FieldTable): string;
