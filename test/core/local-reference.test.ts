import { expect, test } from 'vitest';
import { localReferencePaths } from '../../server/core/flux/local-reference.ts';
import { hasFluxSchemas, inFluxSchemas, type Schema } from '../support/flux-schemas.ts';

test.skipIf(!hasFluxSchemas)(
  'the local references are exactly those that the schemas give no namespace (skipped without the schemas)',
  () => {
    const found = inFluxSchemas((schema) => localReferencesIn(schema, ''));
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
