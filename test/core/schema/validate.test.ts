import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { analyze, applyEdits, Workspace } from '../../../server/core/index.ts';
import { type Manifest, manifestOf } from '../../../server/core/manifest/manifest.ts';
import {
  type Field,
  type Fields,
  type FieldTable,
  fieldAt,
  tableKinds,
  tableOf,
} from '../../../server/core/schema/field-table.ts';
import { problemsIn } from '../../../server/core/schema/problems-in.ts';
import type { SchemaProblem } from '../../../server/core/schema/schema-problem.ts';
import { schemaProblemsOf } from '../../../server/core/schema/validate.ts';
import type { YamlNode } from '../../../server/core/yaml/node.ts';
import { jsonSchemaOf } from './json-schema.ts';

const tables = tableKinds.flatMap((kind) => tableOf(kind) ?? []);

/** What is said of an object, as "type path". */
function problems(object: unknown): readonly string[] {
  return schemaProblemsOf(manifest(object)).map(problemText);
}

function problemText(problem: SchemaProblem): string {
  return problem.type === 'missing-field'
    ? `missing ${problem.path}.${problem.key}`
    : `${problem.type} ${problem.path}`;
}

function manifest(object: unknown): Manifest {
  const made = manifestOf(nodeOf(object), 0, undefined);
  if (!made) throw new Error('that is no object');
  return made;
}

const span = { file: 'a.yaml', start: 0, end: 1 };

function nodeOf(value: unknown): YamlNode {
  if (Array.isArray(value)) {
    return { type: 'sequence', items: value.map(nodeOf), span, flow: false };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).flatMap(([key, each]) =>
      each === undefined ? [] : [{ key, keySpan: span, value: nodeOf(each) }],
    );
    return { type: 'map', entries, span, flow: false };
  }
  return { type: 'scalar', value: value as string | number | boolean | null, span };
}

function objectOf({ apiVersion, kind }: FieldTable, spec: unknown) {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'b', anything: 1 }, spec };
}

describe.each(tables)('$kind', (table) => {
  const complete = sampleOf(table.fields, () => true);
  const fields = placesIn(table.fields, ['spec']);

  test('with every field there is', () => {
    expect(problems(objectOf(table, complete))).toEqual([]);
  });

  test('with what is required, and with nothing but a name', () => {
    const required = sampleOf(table.fields, (field) => field.required === true && !field.default);
    expect(problems(objectOf(table, required))).toEqual([]);
    expect(problems(objectOf(table, undefined))).toEqual([]);
  });

  test('with an unknown field in every place', () => {
    for (const { path, field } of [
      { path: ['spec'], field: { type: 'object', fields: table.fields } as Field },
      ...fields,
    ]) {
      if (!field.fields) continue;
      const object = changed(objectOf(table, complete), [...path, 'notAField'], 1);
      expect(problems(object), path.join('.')).toEqual([
        `unknown-field ${printed(path)}.notAField`,
      ]);
    }
  });

  test('with a value of another type in every field', () => {
    for (const { path, field } of fields) {
      if (field.type === 'any') continue;
      const wrong = field.type === 'string' ? 1.5 : 'text';
      const object = changed(objectOf(table, complete), path, wrong);
      expect(problems(object), path.join('.')).toEqual([`wrong-value ${printed(path)}`]);
    }
  });

  test('with a text that is none of the values, or does not match', () => {
    for (const { path, field } of fields) {
      if (!field.values && !field.pattern) continue;
      const object = changed(objectOf(table, complete), path, '\u0000');
      expect(problems(object), path.join('.')).toEqual([`wrong-value ${printed(path)}`]);
    }
  });

  test('without any one of the required fields', () => {
    for (const { path, field } of fields) {
      if (path.at(-1) === '0') continue;
      const expected =
        field.required && field.default === undefined ? [`missing ${printed(path)}`] : [];
      for (const nothing of [undefined, null]) {
        const object = changed(objectOf(table, complete), path, nothing);
        expect(problems(object), path.join('.')).toEqual(expected);
      }
    }
  });

  test('with variables and templates in place of all values', () => {
    for (const { path, field } of fields) {
      if (field.type === 'any' || field.values || field.pattern) continue;
      for (const text of [`$\{x}`, `<< inputs.x >>`, '{{ .x }}']) {
        const object = changed(objectOf(table, complete), path, text);
        expect(problems(object), path.join('.')).toEqual([]);
      }
    }
  });

  test('as ajv judges by the same tables', () => {
    const ajv = new Ajv({ allErrors: true }).compile(jsonSchemaOf(table));
    const isWanted = (at: readonly string[], key: string) =>
      fieldAt(table, [...at, key])?.default === undefined;
    for (const { path } of fields) {
      for (const value of [
        undefined,
        1,
        1.5,
        '',
        'text',
        '💡'.repeat(200),
        true,
        [],
        [[]],
        {},
        odd,
      ]) {
        const object = changed(objectOf(table, complete), path, value);
        ajv(object);
        const theirs = (ajv.errors ?? []).flatMap(({ instancePath, params }) => {
          const at = instancePath.split('/').slice(1).map(unescaped);
          const { missingProperty: missing, additionalProperty: unknown } = params;
          if (unknown !== undefined) return `unknown-field ${printed([...at, unknown])}`;
          if (missing === undefined) return `wrong-value ${printed(at)}`;
          return isWanted(at, missing) ? `missing ${printed([...at, missing])}` : [];
        });
        const ours = problemsIn(manifest(object), table).map(problemText);
        expect(ours.sort(), path.join('.')).toEqual([...new Set(theirs)].sort());
      }
    }
  });

  test('in another version', () => {
    const object = { ...objectOf(table, { notAField: 1 }), apiVersion: `${table.apiVersion}beta9` };
    expect(problems(object)).toEqual([]);
  });
});

/** An object with the fields of a table that are wanted, one item in each list and one key in each map. */
function sampleOf(fields: Fields, isWanted: (field: Field) => boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => isWanted(field))
      .map(([name, field]) => [name, sampleValue(field, isWanted)]),
  );
}

function sampleValue(field: Field, isWanted: (field: Field) => boolean): unknown {
  const { type, fields, items, values, pattern } = field;
  switch (type) {
    case 'any':
      return { anything: [1] };
    case 'boolean':
      return true;
    case 'integer':
      return 1;
    case 'list':
      return items ? [sampleValue(items, isWanted)] : [];
    case 'map':
      return items ? { 'some/key~': sampleValue(items, isWanted) } : {};
    case 'object':
      return fields ? sampleOf(fields, isWanted) : { anything: 1 };
    case 'string':
      return values?.[0] ?? (pattern ? textFor(pattern) : 'text');
  }
}

const texts = [
  '10m',
  'name',
  'oci://host/path',
  'https://host/path',
  '@repo/path',
  '@artifact/path',
  '@repo',
];

function textFor(pattern: string): string {
  const text = texts.find((each) => new RegExp(pattern).test(each));
  if (text === undefined) throw new Error(`no text for ${pattern}`);
  return text;
}

const odd = { 'a/b~': {} };

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

interface Spot {
  readonly path: readonly string[];
  readonly field: Field;
}

function placesIn(fields: Fields, path: readonly string[]): readonly Spot[] {
  return Object.entries(fields).flatMap(([name, field]) => placesBelow([...path, name], field));
}

function placesBelow(path: readonly string[], field: Field): readonly Spot[] {
  const { items, fields } = field;
  return [
    { path, field },
    ...(fields ? placesIn(fields, path) : []),
    ...(items ? placesBelow([...path, field.type === 'list' ? '0' : 'some/key~'], items) : []),
  ];
}

function printed(path: readonly string[]): string {
  return path.join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === Number(key) ? changed(item, rest, to) : item));
  }
  const map = { ...(value as Record<string, unknown>) };
  const next = changed(map[key], rest, to);
  if (next === undefined) delete map[key];
  else map[key] = next;
  return map;
}

test('fixes keep Windows line breaks', () => {
  const text = [
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    'metadata:',
    '  name: podinfo',
    '  namespace: flux-system',
    'spec:',
    '  interval: 2d # every other day',
    '  timeOut: 1m',
    '  path: 1.20',
    '  sourceRef:',
    '    kind: GitRepository',
    '    name: podinfo',
    '',
  ].join('\r\n');
  const snapshot = new Workspace().applyChanges([{ file: 'a.yaml', text }]);
  const fixes = (analyze(snapshot).diagnostics.get('a.yaml') ?? []).flatMap((each) => each.fixes());
  const edits = fixes.flatMap((fix) => fix.edits);
  expect(applyEdits(text, edits)).toBe(
    text
      .replace('2d', '48h')
      .replace('timeOut', 'timeout')
      .replace('1.20', '"1.20"\r\n  prune: true'),
  );
});
