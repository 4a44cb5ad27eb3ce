import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** JSON schemas of the Flux kinds, where they lie beside the checkout. */
const schemas = join(import.meta.dirname, '../../../shared/schemas');

/** False where there are none to compare with. */
export const hasFluxSchemas = existsSync(schemas);

/** As much of a JSON schema as the tests read. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
}

/** What is found in the schema of each kind, behind its group and its kind in lower case. */
export function inFluxSchemas(find: (schema: Schema) => readonly string[]): string[] {
  return readdirSync(schemas, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: group }) =>
      readdirSync(join(schemas, group)).flatMap((file) => {
        const schema: Schema = JSON.parse(readFileSync(join(schemas, group, file), 'utf8'));
        return find(schema).map((found) => `${group}/${file.split('_')[0]} ${found}`);
      }),
    );
}
