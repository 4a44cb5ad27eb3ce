import type { FieldTable } from '../../server/core/schema/field-table.ts';

/** The kinds of all tables in `schemas/fields`, sorted, with what they share filled in. */
export function readTables(): readonly FieldTable[];

/** Group and kind of a table. */
export function idOf(table: FieldTable): string;
