import type { Random } from './random.ts';
import { oddValues, type Words } from './words.ts';

/**
 * A kustomization with fields drawn at random, about paths that may be files, directories, itself or nothing: what is written
 * need not make sense. In JSON, which is YAML.
 */
export function anyKustomization(paths: readonly string[], random: Random, words: Words): string {
  const tools: Tools = { paths, random, words };
  const chosen = Object.entries(fields).filter(([name]) =>
    random.chance(name === 'resources' ? 90 : 12),
  );
  const isComponent = random.chance(15);
  return print({
    ...(random.chance(80) && {
      apiVersion: `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`,
      kind: isComponent ? 'Component' : 'Kustomization',
    }),
    ...Object.fromEntries(chosen.map(([name, make]) => [name, oddOr(make, tools)])),
  });
}

/** Flux Kustomizations that deliver paths, so that deliveries nest and go round in circles. */
export function anyDelivery(paths: readonly string[], random: Random, words: Words): string {
  const tools: Tools = { paths, random, words };
  const name = () => random.one(['a', 'b', 'c', 'flux-system']);
  return print({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: name(), namespace: random.one(['flux-system', 'a', 'b']) },
    spec: {
      path: `./${pathFrom(tools)}`,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      ...(random.chance(30) && { targetNamespace: name() }),
      ...(random.chance(30) && { serviceAccountName: name() }),
      ...(random.chance(30) && { dependsOn: [{ name: name() }, { name: name() }] }),
      ...(random.chance(30) && { components: list(tools, pathFrom) }),
      ...(random.chance(30) && { patches: list(tools, patch) }),
      ...(random.chance(20) && { postBuild: { substitute: { a: 'b' } } }),
      ...(random.chance(10) && { kubeConfig: { secretRef: { name: 'far' } } }),
    },
  });
}

interface Tools {
  readonly paths: readonly string[];
  readonly random: Random;
  readonly words: Words;
}

type Make = (tools: Tools) => unknown;

const fields: Readonly<Record<string, Make>> = {
  resources: (tools) => list(tools, pathFrom),
  bases: (tools) => list(tools, pathFrom),
  components: (tools) => list(tools, pathFrom),
  crds: (tools) => list(tools, pathFrom),
  configurations: (tools) => list(tools, pathFrom),
  generators: (tools) => list(tools, pathFrom),
  transformers: (tools) => list(tools, pathFrom),
  validators: (tools) => list(tools, pathFrom),
  namespace: ({ random }) => random.one(['a', 'b', '', 'flux-system']),
  namePrefix: ({ random }) => random.one(['p-', '', 'x'.repeat(300)]),
  nameSuffix: () => '-s',
  patches: (tools) => list(tools, patch),
  patchesStrategicMerge: (tools) => list(tools, pathFrom),
  patchesJson6902: (tools) => list(tools, patch),
  replacements: (tools) => list(tools, replacement),
  vars: (tools) =>
    list(tools, ({ random }) => ({
      name: 'A',
      objref: target(tools),
      random: 1 + random.below(3),
    })),
  labels: ({ random }) => [{ pairs: { a: 'b' }, includeSelectors: random.chance(50) }],
  commonLabels: () => ({ a: 'b' }),
  commonAnnotations: () => ({ a: 'b' }),
  images: () => [{ name: 'app', newTag: '2' }],
  configMapGenerator: (tools) => list(tools, generator),
  secretGenerator: (tools) => list(tools, generator),
  helmCharts: () => [{ name: 'a', repo: 'https://example.com' }],
  openapi: (tools) => ({ path: pathFrom(tools) }),
  sortOptions: ({ random }) => ({ order: random.one(['fifo', 'legacy']) }),
};

function patch(tools: Tools): unknown {
  const { random, words } = tools;
  const operations = list(tools, () => ({
    op: random.one(['add', 'replace', 'remove', 'move', 'copy', 'test', 'x']),
    path: random.one(['/metadata/name', '/metadata/namespace', '/spec/-', '/a~1b/0', '', '/spec']),
    from: '/metadata',
    value: random.one(oddValues),
  }));
  const body = random.chance(50) ? print(operations) : (random.any(words.documents) ?? '');
  return {
    ...(random.chance(70) && { target: target(tools) }),
    ...(random.chance(70) ? { patch: body } : { path: pathFrom(tools) }),
    ...(random.chance(20) && { options: { allowNameChange: true, allowKindChange: true } }),
  };
}

function target({ random, words }: Tools): unknown {
  const value = (key: string) => random.one([words.valueOf(key, random), '.*', 'a|b', '[', '']);
  return {
    ...(random.chance(60) && { kind: value('kind') }),
    ...(random.chance(40) && { name: value('name') }),
    ...(random.chance(20) && { namespace: value('namespace') }),
    ...(random.chance(10) && { group: random.one(['apps', 'kustomize.toolkit.fluxcd.io', '.*']) }),
    ...(random.chance(15) && { labelSelector: random.one(['a=b', 'a in (b,c)', '!a', ',,', 'a']) }),
  };
}

function replacement(tools: Tools): unknown {
  const { random } = tools;
  const path = () =>
    random.one([
      'metadata.name',
      'spec.a',
      'data.[x=y].z',
      'metadata.labels.a\\.b',
      'a.*.b',
      '',
      '.',
    ]);
  const options = { delimiter: random.one(['', '-', '/']), index: random.between(-2, 3) };
  return random.chance(10)
    ? { path: pathFrom(tools) }
    : {
        source: { ...Object(target(tools)), fieldPath: path(), options },
        targets: list(tools, () => ({
          select: target(tools),
          reject: list(tools, target),
          fieldPaths: [path(), path()],
          options: { ...options, create: random.chance(50) },
        })),
      };
}

function generator(tools: Tools): unknown {
  const { random } = tools;
  return {
    name: random.one(['a', 'b', '']),
    ...(random.chance(30) && { namespace: 'a' }),
    ...(random.chance(30) && { files: list(tools, pathFrom) }),
    ...(random.chance(30) && { envs: list(tools, pathFrom) }),
    ...(random.chance(50) && { literals: ['a=b', 'c'] }),
    ...(random.chance(20) && { behavior: random.one(['merge', 'replace', 'create', 'x']) }),
    ...(random.chance(20) && { options: { disableNameSuffixHash: true, labels: { a: 'b' } } }),
  };
}

function list(tools: Tools, make: Make): unknown[] {
  return Array.from({ length: tools.random.below(4) }, () => oddOr(make, tools));
}

function oddOr(make: Make, tools: Tools): unknown {
  return tools.random.chance(3) ? tools.random.one(oddValues) : make(tools);
}

function pathFrom({ paths, random }: Tools): string {
  if (random.chance(10)) {
    return random.one(['.', '..', './', '/etc', 'https://example.com/a?ref=b', 'missing', '../..']);
  }
  const path = random.any(paths) ?? '.';
  return random.one([path, `../${path}`, `./${path}`, path.replace(/^.*\//, ''), `../../${path}`]);
}

function print(value: unknown): string {
  const text = JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? 0 : each), 1);
  return `${text ?? 'null'}\n`;
}
