import type { FieldTable } from '../../server/core/schema/field-table.ts';

/** The schema of one object of a kind. */
export function jsonSchemaOf(table: FieldTable): {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, unknown>>;
};
