import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/text/text-edit.ts';
import { valueAt } from '../../server/core/yaml/node.ts';
import { parseDocuments } from '../../server/core/yaml/parse.ts';
import { insertItem, removeItem } from '../../server/core/yaml/sequence-edit.ts';
import {
  appendDocument,
  insertEntry,
  removeEntry,
  scalar,
  setScalar,
} from '../../server/core/yaml/yaml-edit.ts';

const spec = (text: string) => {
  const node = valueAt(parseDocuments('a.yaml', text)[0]?.root, 'spec');
  if (node?.type !== 'map') throw new Error('the test needs a map under `spec`');
  return node;
};
const insert = (text: string, after: readonly string[] = []) => {
  const edit = insertEntry(text, spec(text), 'new', 'value', after);
  return edit ? applyEdits(text, [edit]) : undefined;
};
const remove = (text: string) => {
  const edit = removeEntry(text, spec(text), 'gone');
  return edit ? applyEdits(text, [edit]) : undefined;
};

describe('an entry is inserted', () => {
  test.each([
    ['at the end', 'spec:\n  a: 1\n', [], 'spec:\n  a: 1\n  new: value\n'],
    ['behind a key', 'spec:\n  a: 1\n  b: 2\n', ['a'], 'spec:\n  a: 1\n  new: value\n  b: 2\n'],
    [
      'behind a trailing comment',
      'spec:\n  a: 1 # x\n  b: 2\n',
      ['a'],
      'spec:\n  a: 1 # x\n  new: value\n  b: 2\n',
    ],
    [
      'before the comment of the next key',
      'spec:\n  a: 1\n  # on b\n  b: 2\n',
      ['a'],
      'spec:\n  a: 1\n  new: value\n  # on b\n  b: 2\n',
    ],
    [
      'behind a nested map',
      'spec:\n  a:\n    x: 1\n  b: 2\n',
      ['a'],
      'spec:\n  a:\n    x: 1\n  new: value\n  b: 2\n',
    ],
    [
      'behind a list that is not indented',
      'spec:\n  a:\n  - x\n  - y: 1\n  b: 2\n',
      ['a'],
      'spec:\n  a:\n  - x\n  - y: 1\n  new: value\n  b: 2\n',
    ],
    [
      'behind a block of text',
      'spec:\n  a: |\n    one\n\n    two\n\n  b: 2\n',
      ['a'],
      'spec:\n  a: |\n    one\n\n    two\n  new: value\n\n  b: 2\n',
    ],
    ['with four spaces', 'spec:\n    a: 1\n', [], 'spec:\n    a: 1\n    new: value\n'],
    [
      'with windows line ends',
      'spec:\r\n  a: 1\r\n  b: 2\r\n',
      ['a'],
      'spec:\r\n  a: 1\r\n  new: value\r\n  b: 2\r\n',
    ],
    ['without a line end', 'spec:\n  a: 1', [], 'spec:\n  a: 1\n  new: value'],
    ['into braces', 'spec: {a: 1, b: 2}\n', ['a'], 'spec: {a: 1, new: value, b: 2}\n'],
    ['where the key has no value', 'spec:\n  new:\n  a: 1\n', [], 'spec:\n  new: value\n  a: 1\n'],
    ['behind a key without a value', 'spec:\n  a:\n', ['a'], 'spec:\n  a:\n  new: value\n'],
  ])('%s', (_name, text, after, expected) => {
    expect(insert(text, after)).toBe(expected);
  });
});

describe('an entry is removed', () => {
  test.each([
    ['with its line', 'spec:\n  a: 1\n  gone: x\n  b: 2\n', 'spec:\n  a: 1\n  b: 2\n'],
    ['with all it holds', 'spec:\n  gone:\n    x: 1\n    y: 2\n  b: 2\n', 'spec:\n  b: 2\n'],
    ['but for its comment', 'spec:\n  gone: x # why\n  b: 2\n', 'spec:\n  # why\n  b: 2\n'],
    ['from braces', 'spec: {a: 1, gone: x, b: 2}\n', 'spec: {a: 1, b: 2}\n'],
    ['from the end of braces', 'spec: {a: 1, gone: x}\n', 'spec: {a: 1}\n'],
    ['from the end of the file', 'spec:\n  a: 1\n  gone: x', 'spec:\n  a: 1\n'],
  ])('%s', (_name, text, expected) => {
    expect(remove(text)).toBe(expected);
  });

  test('unless nothing would be left', () => {
    expect(remove('spec:\n  gone: x\n')).toBeUndefined();
  });
});

test('a scalar is replaced in its own quotes', () => {
  for (const [text, expected] of [
    ['spec: {a: one}', 'spec: {a: two}'],
    ["spec: {a: 'one'}", "spec: {a: 'two'}"],
    ['spec: {a: "one"}', 'spec: {a: "two"}'],
  ] as const) {
    const node = valueAt(spec(text), 'a');
    const edit = node && setScalar(text, node, 'two');
    expect(edit && applyEdits(text, [edit])).toBe(expected);
  }
});

test('a text that quotes would have to escape is written in double quotes', () => {
  const text = "spec: {a: 'one'}";
  const node = valueAt(spec(text), 'a');
  const edit = node && setScalar(text, node, '[\n"two"');
  expect(edit && applyEdits(text, [edit])).toBe('spec: {a: "[\\n\\"two\\""}');
});

test('a boolean is written without quotes, whatever stands there', () => {
  const text = 'spec: {a: "false"}';
  const node = valueAt(spec(text), 'a');
  const edit = node && setScalar(text, node, true);
  expect(edit && applyEdits(text, [edit])).toBe('spec: {a: true}');
});

test('a text that YAML would read as something else is quoted', () => {
  expect(['apps', 'true', '12', '10m', 'a: b', 'no', './deploy'].map(scalar)).toEqual([
    'apps',
    '"true"',
    '"12"',
    '10m',
    '"a: b"',
    '"no"',
    './deploy',
  ]);
});

describe('what is written elsewhere is left alone', () => {
  test.each([
    [
      'behind an alias of a map',
      'a: &x\n  b: 1\nspec:\n  c: *x\n',
      'a: &x\n  b: 1\nspec:\n  c: *x\n  new: value\n',
    ],
    [
      'behind an alias of a list',
      'a: &x\n  - b\nspec:\n  c: *x\n',
      'a: &x\n  - b\nspec:\n  c: *x\n  new: value\n',
    ],
    ['a map that is an alias', 'a: &x\n  b: 1\nspec: *x\n', undefined],
    [
      'beside what is merged in',
      'a: &x\n  new: 1\nspec:\n  <<: *x\n  c: 1\n',
      'a: &x\n  new: 1\nspec:\n  <<: *x\n  c: 1\n  new: value\n',
    ],
    [
      'behind a map that ends with what is merged in',
      'spec:\n  c:\n    d: 1\n    <<: e\n',
      'spec:\n  c:\n    d: 1\n    <<: e\n  new: value\n',
    ],
  ])('%s', (_name, before, after) => {
    expect(insert(before)).toBe(after);
  });

  test('nothing is removed that an alias stands for, or of which there are two', () => {
    expect(remove('a: &x\n  b: 1\n  gone: 2\nspec: *x\n')).toBeUndefined();
    expect(remove('spec:\n  gone: 1\n  b: 1\n  gone: 2\n')).toBeUndefined();
  });

  test('nothing is removed across the end of what is merged in', () => {
    expect(remove('spec: { <<: { b: 1, gone: 2 }, c: 3 }\n')).toBeUndefined();
    expect(remove('spec:\n  <<: { b: 1, gone: 2 }\n  c: 3\n')).toBeUndefined();
  });

  test('items of a list that is an alias', () => {
    const text = 'a: &x\n  - b\n  - c\nspec:\n  list: *x\n';
    const list = valueAt(spec(text), 'list');
    if (list?.type !== 'sequence') throw new Error('the test needs a list');
    expect(insertItem(text, list, 'd')).toBeUndefined();
    expect(removeItem(text, list, 0)).toBeUndefined();
  });
});

test.each([
  ['spec:\n  new: |\n    one\n    two\n  b: 1\n', 'spec:\n  new: value\n  b: 1\n'],
  ['spec:\n  new: >-\n    one\n\n  b: 1\n', 'spec:\n  new: value\n\n  b: 1\n'],
  ['spec:\n  new: |\n    one', 'spec:\n  new: value'],
])('a block of text gives way to a value: %j', (before, after) => {
  expect(insert(before)).toBe(after);
});

test.each([
  'spec:\n  ? new\n---\nb: 1\n',
  'spec:\n  new: &anchor\n  b: 1\n',
  'spec:\n  new: !tag\n  b: 1\n',
])('no value is written where it could not be read: %j', (text) => {
  expect(insert(text)).toBeUndefined();
});

test.each([
  ['a: 1\n', 'a: 1\n---\nb: 2\n'],
  ['a: 1', 'a: 1\n---\nb: 2\n'],
  ['a: 1\n---\n', 'a: 1\n---\nb: 2\n---\n'],
  ['a: 1\n---', 'a: 1\n---\nb: 2\n---\n'],
  ['a: 1\n--- # next\n', 'a: 1\n--- # next\nb: 2\n---\n'],
  ['a: 1\n--- {c: 3}\n', 'a: 1\n--- {c: 3}\n---\nb: 2\n'],
  ['a: 1\n---c: 3', 'a: 1\n---c: 3\n---\nb: 2\n'],
])('a document goes behind %j', (before, after) => {
  expect(applyEdits(before, [appendDocument(before, 'a.yaml', before.length, 'b: 2')])).toBe(after);
});

test('nothing is changed inside of a quoted text, where nothing has a place of its own', () => {
  const text = 'patch: "spec:\\n  a: b\\n  list: [c, d]\\n"\n';
  const span = { file: 'a.yaml', start: 7, end: text.length - 1 };
  const value = { type: 'scalar', value: 'b', span } as const;
  const entry = { key: 'a', keySpan: span, value };
  const map = { type: 'map', entries: [entry, { ...entry, key: 'c' }], span, flow: false } as const;
  const list = { type: 'sequence', items: [value, value], span, flow: false } as const;
  expect(setScalar(text, value, 'other')).toBeUndefined();
  expect(removeEntry(text, map, 'a')).toBeUndefined();
  expect(insertEntry(text, map, 'b', 'x', [])).toBeUndefined();
  expect(insertItem(text, list, 'x')).toBeUndefined();
  expect(removeItem(text, list, 0)).toBeUndefined();
});

test('nothing goes behind a key or an item that is written in an unusual way', () => {
  expect(insert('spec:\n  ? a\n')).toBeUndefined();
  const text = 'spec:\n  list:\n    - a\n    - # x-y\n      - b\n';
  const list = valueAt(spec(text), 'list');
  expect(list?.type === 'sequence' && insertItem(text, list, 'c')).toBeUndefined();
});
