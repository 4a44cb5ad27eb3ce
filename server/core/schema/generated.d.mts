import type { FieldTable, Mistake } from './field-table.ts';

/** The tables of `schemas/fields`, by group and kind. */
export const tables: Readonly<Record<string, FieldTable>>;

/** What ajv has made of the tables, by group and kind. */
export const validators: Readonly<Record<string, Validator>>;

/** Everything that is wrong in a value, or `null`; `path` is where the value stands, as a JSON pointer. */
export type Validator = (value: unknown, path: string) => readonly Mistake[] | null;
