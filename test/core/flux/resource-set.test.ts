import { describe, expect, test } from 'vitest';
import { objectsOfResourceSet } from '../../../server/core/flux/resource-set.ts';
import { factsOf } from '../../../server/core/workspace/file-facts.ts';
import type { YamlNode } from '../../../server/core/yaml/node.ts';

const head =
  'apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\nmetadata:\n  name: apps\n  namespace: fleet\nspec:\n';

const configMap = (lines: string) =>
  `  resources:\n    - apiVersion: v1\n      kind: ConfigMap\n${lines.replaceAll(/^/gm, '      ')}\n`;

/** The objects of a ResourceSet with this `spec`, as plain values; what is unknown is `?`. */
function made(spec: string): readonly unknown[] {
  return objectsIn(spec).map(({ root }) => plain(root));
}

function objectsIn(spec: string) {
  const [set] = factsOf('set.yaml', head + spec).manifests;
  return set ? objectsOfResourceSet(set) : [];
}

function plain(node: YamlNode): unknown {
  switch (node.type) {
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
    case 'sequence':
      return node.items.map(plain);
    case 'scalar':
      return node.value;
    case 'unknown':
      return '?';
  }
}

/** What the text of one field becomes, for each object. */
function values(inputs: string, field: string): readonly unknown[] {
  return made(`${inputs}${configMap(`data:\n  x: ${field}`)}`).map(
    (object) => (object as { data: { x: unknown } | '?' }).data,
  );
}

const twoTenants = '  inputs:\n    - tenant: blue\n    - tenant: red\n';

describe('a ResourceSet makes', () => {
  test('each of its resources for each of its inputs', () => {
    expect(made(`${twoTenants}${configMap('metadata:\n  name: << inputs.tenant >>')}`)).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'blue' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'red' } },
    ]);
  });

  test('its resources once without inputs', () => {
    expect(made(configMap('metadata:\n  name: one'))).toHaveLength(1);
    expect(made(`  inputs: []\n${configMap('metadata:\n  name: one')}`)).toHaveLength(1);
  });

  test('an object once that is the same for all inputs', () => {
    expect(made(twoTenants + configMap('metadata:\n  name: shared'))).toHaveLength(1);
  });

  test('the resources of its steps', () => {
    const step = configMap('metadata:\n  name: one').replaceAll(/^/gm, '    ');
    expect(made(`  steps:\n    - name: first\n${step}`)).toHaveLength(1);
  });

  test('nothing of an object that is switched off for an input', () => {
    const annotations =
      'metadata:\n  name: << inputs.tenant >>\n  annotations:\n    fluxcd.controlplane.io/reconcile: << inputs.apply >>';
    const inputs =
      '  inputs:\n    - {tenant: blue, apply: enabled}\n    - {tenant: red, apply: disabled}\n';
    expect(made(inputs + configMap(annotations))).toMatchObject([{ metadata: { name: 'blue' } }]);
  });

  test('its common metadata', () => {
    const common = '  commonMetadata:\n    labels:\n      team: web\n';
    expect(made(common + configMap('metadata:\n  name: one'))).toMatchObject([
      { metadata: { name: 'one', labels: { team: 'web' } } },
    ]);
  });
});

describe('a placeholder takes', () => {
  test.each([
    ['<< inputs.tenant >>', 'blue'],
    ['<<inputs.tenant>>', 'blue'],
    ['<< inputs.tenant | quote >>', 'blue'],
    ['"<< inputs.tenant >>"', 'blue'],
    ['app-<< inputs.tenant >>-v<< inputs.app.major >>', 'app-blue-v2'],
    ['<< inputs.app.major >>', 2],
    ['<< inputs.provider.namespace >>', 'fleet'],
    ['plain', 'plain'],
  ])('%s the value of the input', (field, value) => {
    expect(values('  inputs:\n    - tenant: blue\n      app: {major: 2}\n', field)).toEqual([
      { x: value },
    ]);
  });

  test.each([
    '<< inputs.missing >>',
    '<< inputs.app >>',
    '<< inputs.tenant | upper >>',
    '<< inputs.odd >>',
    'x<< inputs.tenant | quote >>',
    '<< if inputs.tenant >>a<< end >>',
    'a-<< inputs.tenant >>-<< inputs.missing >>',
  ])('%s no value that would be a guess', (field) => {
    const inputs = '  inputs:\n    - tenant: blue\n      app: {major: 2}\n      odd: "a: b"\n';
    expect(values(inputs, field)).toEqual([{ x: '?' }]);
  });

  test('the place of the input where it stands alone, its own beside other text', () => {
    const text = `${head}  inputs:\n    - tenant: blue\n${configMap('metadata:\n  name: << inputs.tenant >>\n  namespace: ns-<< inputs.tenant >>')}`;
    const [set] = factsOf('set.yaml', text).manifests;
    const root = set && objectsOfResourceSet(set)[0]?.root;
    const metadata = root?.entries.find(({ key }) => key === 'metadata')?.value;
    const written =
      metadata?.type === 'map'
        ? metadata.entries.map(({ value: { span } }) => text.slice(span.start, span.end))
        : [];
    expect(written).toEqual(['blue', 'ns-<< inputs.tenant >>']);
  });

  test('part of a key; a map with a key that is not known is unknown', () => {
    const labels = 'metadata:\n  name: one\n  labels:\n    << inputs.key >>: x';
    expect(made(`  inputs:\n    - key: team\n${configMap(labels)}`)).toMatchObject([
      { metadata: { labels: { team: 'x' } } },
    ]);
    expect(made(`  inputs:\n    - other: team\n${configMap(labels)}`)).toMatchObject([
      { metadata: { labels: '?' } },
    ]);
  });
});

describe('of a ResourceSet is unknown', () => {
  const named = configMap('metadata:\n  name: << inputs.tenant >>');
  const unknownName = { metadata: { name: '?' } };

  test('what providers put in, beside what is written', () => {
    const from = '  inputsFrom:\n    - name: requests\n';
    expect(made(from + named)).toMatchObject([unknownName]);
    expect(made(twoTenants + from + named)).toMatchObject([
      { metadata: { name: 'blue' } },
      { metadata: { name: 'red' } },
      unknownName,
    ]);
  });

  test('what permuted inputs make', () => {
    const permuted = '  inputStrategy:\n    name: Permute\n';
    expect(made(twoTenants + permuted + named)).toMatchObject([unknownName]);
  });

  test('all but the kind of what `resourcesTemplate` makes', () => {
    const template =
      '  resourcesTemplate: |\n    ---\n    apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: one\n    <<- range inputs.x >>\n    ---\n    apiVersion: v1\n    kind: Namespace\n    <<- end >>\n';
    expect(objectsIn(template).map(({ root, incomplete }) => [plain(root), incomplete])).toEqual([
      [{ apiVersion: 'v1', kind: 'ConfigMap' }, 'it is made by `resourcesTemplate`'],
      [{ apiVersion: 'v1', kind: 'Namespace' }, 'it is made by `resourcesTemplate`'],
    ]);
  });

  test('an object about whose existence a template decides', () => {
    const annotations =
      'metadata:\n  name: one\n  annotations:\n    fluxcd.controlplane.io/reconcile: << if inputs.tenant >>enabled<< else >>disabled<< end >>';
    expect(objectsIn(twoTenants + configMap(annotations))[0]).toMatchObject({
      incomplete: 'a template decides about it',
    });
  });

  test('an object with template code across several values', () => {
    const data = 'metadata:\n  name: one\ndata:\n  a: << if inputs.tenant >>x\n  b: y<< end >>';
    expect(made(twoTenants + configMap(data))[0]).toEqual({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  test('the data that the operator copies from elsewhere', () => {
    const copy =
      'metadata:\n  name: one\n  annotations:\n    fluxcd.controlplane.io/copyFrom: fleet/vars\ndata: {a: b}';
    expect(made(configMap(copy))).toMatchObject([{ data: '?' }]);
  });
});
