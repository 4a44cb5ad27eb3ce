import { configurationFields } from '../config/configuration-fields.ts';
import { configurationFileName } from '../config/configuration-file.ts';
import { ruleLevels } from '../config/settings.ts';
import type { JsonSchema } from '../config/shape.ts';
import { configurableTitles } from '../diagnostics/rule-levels.ts';

/** The JSON Schema of the configuration file, by which YAML editors complete it. */
export function configurationSchema(): JsonSchema {
  const { properties, ...rest } = configurationFields.schema;
  const fields = Object.entries(properties ?? {}).map(([key, schema]) =>
    key === 'rules'
      ? [key, { ...schema, properties: levelSchemas(), additionalProperties: false }]
      : [key, schema],
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'flux-tenancy.schema.json',
    title: `Configuration of Flux Tenancy (${configurationFileName})`,
    description:
      'Says about a workspace what its manifests do not, in the editor and on the command line alike.',
    ...rest,
    properties: Object.fromEntries(fields),
  };
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
