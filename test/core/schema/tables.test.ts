import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DescribedField, readTables } from '../../../scripts/schema/field-tables.mjs';
import { localReferencePaths } from '../../../server/core/flux/local-reference.ts';
import { groupOf } from '../../../server/core/manifest/kind.ts';
import {
  type Field,
  fieldAt,
  tableKinds,
  tableOf,
} from '../../../server/core/schema/field-table.ts';
import { tables as generated } from '../../../server/core/schema/generated.mjs';
import { jsonSchemaOf } from './json-schema.ts';

/** JSON schemas of the Flux kinds, where they lie beside the checkout. */
const published = join(import.meta.dirname, '../../../../shared/schemas');
const tables = readTables();

describe.skipIf(!existsSync(published))(
  'the tables say what the published schemas say (skipped without the schemas)',
  () => {
    test.each(tables)('$kind', (table) => {
      const [group = '', version = ''] = table.apiVersion.split('/');
      const file = join(published, group, `${table.kind.toLowerCase()}_${version}.json`);
      const theirs = JSON.parse(readFileSync(file, 'utf8')).properties.spec;
      expect(comparable(jsonSchemaOf(table).properties.spec)).toEqual(comparable(theirs));
    });

    test('no kind is left out', () => {
      const files = readdirSync(published, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => readdirSync(join(published, name)).map((file) => `${name}/${file}`));
      const ours = tables.map(({ apiVersion, kind }) => {
        const [group, version] = apiVersion.split('/');
        return `${group}/${kind.toLowerCase()}_${version}.json`;
      });
      expect(ours.sort()).toEqual(files.sort());
    });
  },
);

/** Without expressions and what only merging looks at; the order of required fields says nothing. */
function comparable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(comparable);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !key.startsWith('x-kubernetes-'))
      .map(([key, value]) => [key, key === 'required' ? value.toSorted() : comparable(value)]),
  );
}

describe('what the tables say in words', () => {
  const words = tables.flatMap((table) => [
    [table.kind, table.about] as const,
    ...Object.entries(table.fields).flatMap(([name, field]) =>
      aboutAll(`${table.kind} ${name}`, field),
    ),
  ]);

  test('are short sentences', () => {
    const wrong = words.filter(
      ([, about]) => !about || about.length > 110 || !/^[A-Z*].*\.$/.test(about),
    );
    expect(wrong).toEqual([]);
  });
});

function aboutAll(
  path: string,
  field: DescribedField,
): readonly (readonly [string, string | undefined])[] {
  const below = { ...field.fields, ...field.items?.fields };
  return [
    [path, field.about],
    ...Object.entries(below).flatMap(([name, each]) => aboutAll(`${path}.${name}`, each)),
  ];
}

test('the generated tables are those of the files', () => {
  const files = Object.fromEntries(
    tables.map((table) => [`${groupOf(table.apiVersion)}/${table.kind}`, withoutWords(table)]),
  );
  expect(generated).toEqual(files);
});

/** What the fields are for is not taken into the bundles. */
function withoutWords(table: unknown): unknown {
  return JSON.parse(
    JSON.stringify(table, (key, value) =>
      key === 'about' && typeof value === 'string' ? undefined : value,
    ),
  );
}

test('references that the tables give no namespace are those that have a rule of their own', () => {
  const ours = tableKinds.flatMap((kind) => {
    const table = tableOf(kind);
    return Object.entries(table?.fields ?? {}).flatMap(([name, field]) =>
      localReferencesIn(`${kind.group}/${kind.kind} spec.${name}`, field),
    );
  });
  const known = [...localReferencePaths].flatMap(([kind, paths]) =>
    paths.map((path) => `${kind} ${path}`),
  );
  expect(ours.sort()).toEqual(known.sort());
});

function localReferencesIn(path: string, { fields, items }: Field): readonly string[] {
  const isReference = /(Ref|From\[\]|\.repository)$/.test(path) && fields?.name;
  return [
    ...(isReference && !fields?.namespace ? [path] : []),
    ...Object.entries(fields ?? {}).flatMap(([name, each]) =>
      localReferencesIn(`${path}.${name}`, each),
    ),
    ...(items ? localReferencesIn(`${path}[]`, items) : []),
  ];
}

describe('the field at a path', () => {
  const kustomization = tableOf({
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
  });
  const at = (...path: string[]) => kustomization && fieldAt(kustomization, path);

  test('goes through objects, lists and maps', () => {
    expect(at('spec', 'interval')).toMatchObject({ type: 'string', required: true });
    expect(Object.keys(at('spec', 'sourceRef')?.fields ?? {})).toEqual([
      'apiVersion',
      'kind',
      'name',
      'namespace',
    ]);
    expect(at('spec', 'dependsOn', '0', 'readyExpr')).toEqual({ type: 'string' });
    expect(at('spec', 'dependsOn', '[]')?.fields).toHaveProperty('name');
    expect(at('spec', 'postBuild', 'substitute', 'any-name')).toEqual({ type: 'string' });
    expect(at()?.fields).toHaveProperty('metadata');
  });

  test('ends where the API has no such field, or takes anything', () => {
    expect(at('spec', 'targetNamespce')).toBeUndefined();
    expect(at('spec', 'interval', 'more')).toBeUndefined();
    expect(at('metadata', 'labels')).toBeUndefined();
    expect(at('spec', 'constructor')).toBeUndefined();
  });

  test('is not known for other kinds', () => {
    expect(tableOf({ group: 'kustomize.config.k8s.io', kind: 'Kustomization' })).toBeUndefined();
    expect(tableOf({ group: '', kind: 'constructor' })).toBeUndefined();
  });
});
