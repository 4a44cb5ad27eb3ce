import { configurationFields } from '../config/configuration-fields.ts';
import { configurationFileName } from '../config/configuration-file.ts';
import { ruleLevels } from '../config/settings.ts';
import type { JsonSchema } from '../config/shape.ts';
import { configurableTitles } from '../diagnostics/rule-levels.ts';
import { rules } from '../rules/registry.ts';

/** The JSON Schema of the configuration file, by which YAML editors complete it. */
export function configurationSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'flux-tenancy.schema.json',
    title: `Configuration of Flux Tenancy (${configurationFileName})`,
    description:
      'Says about a workspace what its manifests do not, in the editor and on the command line alike.',
    ...withRules(configurationFields.schema),
  };
}

/** A schema in which all that is called `rules` knows the ids: a map of their levels, or a list of them. */
function withRules(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (!isSchema(value)) return [key, value];
      return [key, key === 'rules' ? withIds(value) : withRules(value)];
    }),
  );
}

function withIds(schema: JsonSchema): JsonSchema {
  return schema.type === 'array'
    ? { ...schema, items: { type: 'string', enum: rules.map(({ meta }) => meta.id) } }
    : { ...schema, properties: levelSchemas(), additionalProperties: false };
}

/** The schema of the level of each rule, by id. */
export function levelSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(configurableTitles).map(([id, title]) => [
      id,
      { type: 'string', enum: ruleLevels, description: sentence(title) },
    ]),
  );
}

function sentence(title: string): string {
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}.`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
