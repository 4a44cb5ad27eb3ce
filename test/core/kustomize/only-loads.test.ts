import { expect, test } from 'vitest';
import { onlyLoads, readConfig } from '../../../server/core/kustomize/kustomize-config.ts';
import { readText } from '../../../server/core/yaml/read-text.ts';

function isPlain(text: string): boolean {
  const root = readText('kustomization.yaml', text, undefined).documents[0]?.root;
  if (root?.type !== 'map') throw new Error('no map');
  return onlyLoads(readConfig('', root));
}

test.each([
  'resources: [a.yaml]',
  'bases: [a]',
  'components: [a]',
  'configurations: [a.yaml]',
  'generatorOptions: {disableNameSuffixHash: true}',
  'namePrefix: ""',
  'patches: []',
])('a kustomization with `%s` alone changes no object', (text) => {
  expect(isPlain(text)).toBe(true);
});

test.each([
  'helmCharts: [{name: a}]',
  'configMapGenerator: [{name: a}]',
  'secretGenerator: [{name: a}]',
  'patchesStrategicMerge: [a.yaml]',
  'patches: [{path: a.yaml}]',
  'patchesJson6902: [{path: a.yaml}]',
  'namespace: a',
  'namePrefix: a-',
  'nameSuffix: -a',
  'labels: [{pairs: {a: b}}]',
  'commonLabels: {a: b}',
  'commonAnnotations: {a: b}',
  'images: [{name: a, newTag: b}]',
  'replacements: [{path: a.yaml}]',
  'transformers: [a.yaml]',
])('a kustomization with `%s` may change objects', (text) => {
  expect(isPlain(`resources: [a.yaml]\n${text}`)).toBe(false);
});
