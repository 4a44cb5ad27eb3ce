import { expect, test } from 'vitest';
import { referenceFields } from '../../server/core/flux/cross-namespace-reference.ts';
import { hasFluxSchemas, inFluxSchemas, type Schema } from '../support/flux-schemas.ts';

/** ExternalArtifact says who made it; nobody reads through that. */
const informational = 'source.toolkit.fluxcd.io/externalartifact spec.sourceRef';

test.skipIf(!hasFluxSchemas)(
  'the references are exactly those that the schemas give a namespace (skipped without the schemas)',
  () => {
    const found = inFluxSchemas((schema) => referencesIn(schema, '')).filter(
      (each) => !each.startsWith(informational),
    );
    const ours = referenceFields.map(({ of, path, targets }) => {
      const kinds = targets === 'any' || targets.length === 1 ? [] : targets;
      return `${of.group}/${of.kind} ${path} ${kinds.map(({ kind }) => kind).sort()}`
        .trim()
        .replace(of.kind, of.kind.toLowerCase());
    });
    expect(ours.sort()).toEqual(found.sort());
  },
);

/** References are objects with a name and a namespace; those that select by patterns are none. */
function referencesIn(schema: Schema, path: string): readonly string[] {
  const { properties = {}, items } = schema;
  const isReference =
    /(Ref|dependsOn\[\]|healthChecks\[\]|sources\[\]|eventSources\[\]|resources\[\])$/.test(path) &&
    'name' in properties &&
    'namespace' in properties;
  const kinds = properties.kind?.enum ?? [];
  const isChoice = kinds.length > 1;
  const own =
    isReference && path.startsWith('spec.')
      ? [`${path} ${isChoice ? [...kinds].sort() : ''}`.trim()]
      : [];
  const below = Object.entries(properties).flatMap(([key, value]) =>
    referencesIn(value, path === '' ? key : `${path}.${key}`),
  );
  return [...own, ...below, ...(items ? referencesIn(items, `${path}[]`) : [])];
}
