import { expect, test } from 'vitest';
import { applyJsonPatch } from '../../../server/core/kustomize/json-patch.ts';
import { itemsOf, type YamlMap, type YamlNode } from '../../../server/core/yaml/node.ts';
import { readText } from '../../../server/core/yaml/read-text.ts';

const rootOf = (text: string) => readText('a.yaml', text).documents[0]?.root;
const object = rootOf('data: {a: 1, b: 2}\nlist: [x, y]\n') as YamlMap;

/** What operations in a row come to when each is a patch of its own. */
function oneByOne(operations: readonly YamlNode[]) {
  let result = applyJsonPatch(object, []);
  for (const operation of operations) {
    if ('error' in result) return result;
    result = applyJsonPatch(result.value, [operation]);
  }
  return result;
}

test.each([
  [
    'new keys and old ones',
    '{op: add, path: /data/c, value: 3}, {op: replace, path: /data/a, value: 4}',
  ],
  ['a key twice', '{op: add, path: /data/c, value: 3}, {op: add, path: /data/c, value: 4}'],
  ['keys of the object', '{op: add, path: /x, value: 3}, {op: add, path: /y, value: 4}'],
  ['items of a list', '{op: add, path: /list/0, value: 3}, {op: add, path: /list/0, value: 4}'],
  [
    'items behind the end',
    '{op: add, path: /list/-, value: 3}, {op: add, path: /list/9, value: 4}',
  ],
  ['what a path lacks', '{op: add, path: /none/a, value: 3}, {op: add, path: /none/b, value: 4}'],
  [
    'what was put there before',
    '{op: add, path: /data/m, value: {}}, {op: add, path: /data/m/a, value: 1}, {op: add, path: /data/m/b, value: 2}',
  ],
  [
    'keys with slashes',
    '{op: add, path: /data/a~1b, value: 3}, {op: add, path: /data/a~0b, value: 4}',
  ],
  ['no value', '{op: add, path: /data/c, value: 3}, {op: add, path: /data/d}'],
])('operations in a row do what each does by itself: %s', (_name, text) => {
  const operations = itemsOf(rootOf(`[${text}]`));
  expect(operations.length).toBeGreaterThan(1);
  expect(applyJsonPatch(object, operations)).toEqual(oneByOne(operations));
});
