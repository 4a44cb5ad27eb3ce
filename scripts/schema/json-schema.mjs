// Field tables → JSON Schema: what ajv compiles, and what the tables are compared by.

/** The schema of one object of a kind. Of metadata and status only the type counts. */
export function jsonSchemaOf({ fields }, schemaOfStructure = structure) {
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: schemaOfStructure(fields),
      status: { type: 'object' },
    },
    additionalProperties: false,
  };
}

/**
 * One schema with all kinds as definitions. Every structure is one, too, and one that stands in several places only once:
 * so it becomes one function that knows nothing of the path to it.
 */
export function jsonSchemaOfAll(tables, nameOf) {
  const structures = {};
  const names = new Map();
  const share = (fields) => {
    const key = JSON.stringify(structure(fields));
    if (!names.has(key)) {
      names.set(key, `structure${names.size}`);
      structures[names.get(key)] = structure(fields, share);
    }
    return { $ref: `#/$defs/${names.get(key)}` };
  };
  const kinds = tables.map((table) => [nameOf(table), jsonSchemaOf(table, share)]);
  return { $defs: { ...structures, ...Object.fromEntries(kinds) } };
}

function structure(fields, schemaOfStructure = structure) {
  const required = Object.keys(fields).filter((name) => fields[name].required);
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, schemaOf(field, schemaOfStructure)]),
    ),
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
}

function schemaOf(field, schemaOfStructure) {
  const { type, items, fields, values, pattern, min, max } = field;
  const fallback = field.default === undefined ? {} : { default: field.default };
  switch (type) {
    case 'any':
      return {};
    case 'list': {
      const each = schemaOf(items, schemaOfStructure);
      return { type: 'array', items: each, ...limits('Items', min, max), ...fallback };
    }
    case 'map':
      return {
        type: 'object',
        additionalProperties: schemaOf(items, schemaOfStructure),
        ...fallback,
      };
    case 'object':
      return fields ? { ...schemaOfStructure(fields), ...fallback } : { type: 'object' };
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

function limits(what, min, max) {
  return {
    ...(min === undefined ? {} : { [`min${what}`]: min }),
    ...(max === undefined ? {} : { [`max${what}`]: max }),
  };
}
