import type { Field, Fields, FieldTable } from '../../../server/core/schema/field-table.ts';

/** A part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of one object of a kind, by which others judge our tables. Of metadata and status only the type counts. */
export function jsonSchemaOf({ fields }: FieldTable) {
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: structure(fields),
      status: { type: 'object' },
    },
    additionalProperties: false,
  } as const;
}

function structure(fields: Fields): JsonSchema {
  const required = Object.keys(fields).filter((name) => fields[name]?.required);
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]),
    ),
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
}

function schemaOf(field: Field): JsonSchema {
  const { type, items, fields, values, pattern, min, max } = field;
  const fallback = field.default === undefined ? {} : { default: field.default };
  const ofItems = items ? schemaOf(items) : {};
  switch (type) {
    case 'any':
      return {};
    case 'list':
      return { type: 'array', items: ofItems, ...limits('Items', min, max), ...fallback };
    case 'map':
      return { type: 'object', additionalProperties: ofItems, ...fallback };
    case 'object':
      return fields ? { ...structure(fields), ...fallback } : { type: 'object' };
    default:
      return {
        type,
        ...(values ? { enum: values } : {}),
        ...(pattern ? { pattern } : {}),
        ...limits('Length', min, max),
        ...fallback,
      };
  }
}

function limits(what: string, min: number | undefined, max: number | undefined): JsonSchema {
  return {
    ...(min === undefined ? {} : { [`min${what}`]: min }),
    ...(max === undefined ? {} : { [`max${what}`]: max }),
  };
}
