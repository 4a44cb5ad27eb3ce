import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/text/text-edit.ts';
import { valueAt } from '../../server/core/yaml/node.ts';
import { parseDocuments } from '../../server/core/yaml/parse.ts';
import { insertEntry, removeEntry, scalar, setScalar } from '../../server/core/yaml/yaml-edit.ts';

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
