import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localReferencePaths } from '../../server/core/flux/local-reference.ts';

/** JSON schemas of the Flux kinds, where they lie beside the checkout. */
const schemas = join(import.meta.dirname, '../../../shared/schemas');

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly kind: string }[];
}

test.skipIf(!existsSync(schemas))(
  'the local references are exactly those that the schemas give no namespace (skipped without the schemas)',
  () => {
    const found = readdirSync(schemas, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: group }) =>
        readdirSync(join(schemas, group)).flatMap((file) => {
          const schema: Schema = JSON.parse(readFileSync(join(schemas, group, file), 'utf8'));
          return localReferencesIn(schema, '').map(
            (path) => `${group}/${file.split('_')[0]} ${path}`,
          );
        }),
      );
    const ours = [...localReferencePaths].flatMap(([kind, paths]) =>
      paths.map((path) => `${kind.toLowerCase()} ${path}`),
    );
    expect(ours.sort()).toEqual(found.sort());
  },
);

/** References are objects with a name, called `…Ref`, `…From` or by the kind they name. */
function localReferencesIn(schema: Schema, path: string): readonly string[] {
  const { properties = {}, items } = schema;
  const isReference = /(Ref|From\[\]|\.repository)$/.test(path) && 'name' in properties;
  const own = isReference && path.startsWith('spec.') && !('namespace' in properties) ? [path] : [];
  const below = Object.entries(properties).flatMap(([key, value]) =>
    localReferencesIn(value, path === '' ? key : `${path}.${key}`),
  );
  return [...own, ...below, ...(items ? localReferencesIn(items, `${path}[]`) : [])];
}
