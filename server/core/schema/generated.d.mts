import type { FieldTable } from './field-table.ts';

/** The tables of `schemas/fields`, by group and kind. */
export const tables: Readonly<Record<string, FieldTable>>;
