import { describe, expect, test } from 'vitest';
import { type Build, build } from '../../../server/core/kustomize/build.ts';
import { readString } from '../../../server/core/yaml/field.ts';
import { snapshotOf } from './build-scenario.ts';

const object = `
#- object.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {path: ./written}
`;

function buildOf(kustomization: string, files = object): Build {
  return build(snapshotOf(`${files}#- kustomization.yaml\n${kustomization}\n`), { directory: '' });
}

/** Name, namespace and path of the first object, as far as they are known. */
function statesOf({ objects: [first] }: Build) {
  if (!first) return undefined;
  const path = readString(first, 'spec', 'path');
  const other = readString(first, 'spec', 'targetNamespace');
  return [first.name, first.namespace, path, other].map((field) =>
    field.state === 'present' ? field.value : field.state,
  );
}

describe('what the repository does not hold', () => {
  test.each([
    ['a URL', 'https://example.com/install.yaml'],
    ['a repository', 'github.com/fluxcd/flux2/manifests/install?ref=v2.0.0'],
    ['a repository in scp form', 'git@example.com:team/base.git'],
    ['a file outside the workspace', '../elsewhere/a.yaml'],
    ['JSON, which the workspace does not read', 'object.json'],
  ])('is a gap: %s', (_, entry) => {
    const { gaps, failure, objects } = buildOf(`resources: [object.yaml, "${entry}"]`);
    expect(gaps.map(({ why }) => why)).toEqual([expect.stringContaining(entry)]);
    expect(failure).toBeUndefined();
    expect(objects).toHaveLength(1);
  });

  test('makes nothing unknown in what is there', () => {
    const result = buildOf('resources: [object.yaml, "https://example.com/a.yaml"]');
    expect(statesOf(result)).toEqual(['apps', 'flux-system', './written', 'absent']);
  });
});

describe('what we do not evaluate makes unknown what it may touch', () => {
  const everything = ['unknown', 'unknown', 'unknown', 'unknown'];

  test('a transformer that is no part of kustomize', () => {
    const transformer = '#- t.yaml\napiVersion: example.com/v1\nkind: Magic\nmetadata: {name: x}\n';
    const result = buildOf(
      'resources: [object.yaml]\ntransformers: [t.yaml]',
      object + transformer,
    );
    expect(statesOf(result)).toEqual(everything);
    expect(result.gaps).toHaveLength(1);
  });

  test('a remote transformer', () => {
    const result = buildOf(
      'resources: [object.yaml]\ntransformers: ["https://example.com/t.yaml"]',
    );
    expect(statesOf(result)).toEqual(everything);
  });

  test('a patch that cannot be read, for its target only', () => {
    const patch = (kind: string) =>
      buildOf(`resources: [object.yaml]\npatches: [{path: p.json, target: {kind: ${kind}}}]`);
    expect(statesOf(patch('Kustomization'))).toEqual(everything);
    expect(statesOf(patch('HelmRelease'))).toEqual(['apps', 'flux-system', './written', 'absent']);
  });

  test('a replacement whose source may be in a remote resource', () => {
    const result = buildOf(`
resources: [object.yaml, "https://example.com/a.yaml"]
replacements:
- source: {kind: ConfigMap, name: settings, fieldPath: data.namespace}
  targets: [{select: {kind: Kustomization}, fieldPaths: [spec.targetNamespace], options: {create: true}}]`);
    expect(statesOf(result)).toEqual(['apps', 'flux-system', './written', 'unknown']);
    expect(result.failure).toBeUndefined();
  });

  test('a generated name, of which the part before the hash is known', () => {
    const [generated] = buildOf('configMapGenerator: [{name: settings, literals: [a=b]}]').objects;
    expect(generated?.name).toMatchObject({ state: 'unknown' });
    expect(generated?.nameBeforeHash).toBe('settings');
    expect(generated?.origin).toBeUndefined();
  });

  test('variables that Flux fills in later', () => {
    const result = buildOf('namespace: "$' + '{tenant}"\nresources: [object.yaml]');
    expect(statesOf(result)).toEqual(['apps', 'unknown', './written', 'absent']);
  });
});

describe('what would take too long', () => {
  test('is a gap where kustomizations are nested without an end', () => {
    const levels = Array.from(
      { length: 150 },
      (_, i) => `#- ${i}/kustomization.yaml\nresources: [${i < 149 ? `../${i + 1}` : '..'}]\n`,
    );
    const files = `${object}#- last/kustomization.yaml\nresources: [../object.yaml]\n${levels.join('')}`;
    const { gaps, objects } = build(snapshotOf(files), { directory: '0' });
    expect(gaps.map(({ why }) => why)).toEqual(['kustomizations are nested too deeply']);
    expect(objects).toEqual([]);
  });

  test('is a gap where components change what others have made, over and over', () => {
    const numbers = Array.from({ length: 400 }, (_, i) => i);
    const component = (i: number) =>
      `#- c/${i}/kustomization.yaml\nkind: Component\nresources: [object.yaml]\nlabels: [{pairs: {a: b${i}}}]\n#- c/${i}/object.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${i}}\n`;
    const entries = numbers.map((i) => `c/${i}`).join(', ');
    const { gaps, objects } = buildOf(`components: [${entries}]`, numbers.map(component).join(''));
    expect(gaps.map(({ why }) => why)).toEqual(['the build is too large to be evaluated']);
    expect(objects).toEqual([]);
  });
});
