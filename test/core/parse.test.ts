import { expect, test } from 'vitest';
import { textAt, valueAt, type YamlNode } from '../../server/core/yaml/node.ts';
import { parseDocuments } from '../../server/core/yaml/parse.ts';
import { busyTime } from '../support/busy-time.ts';

const parse = (text: string) => parseDocuments('a.yaml', text);
const first = (text: string) => parse(text)[0]?.root;
const source = (text: string, node: YamlNode | undefined) =>
  node && text.slice(node.span.start, node.span.end);

test('each value knows where it was written', () => {
  const text = 'metadata:\n  name: "apps" # ours\n  labels: {a: b}\n';
  const root = first(text);
  expect(source(text, valueAt(root, 'metadata', 'name'))).toBe('"apps"');
  expect(source(text, valueAt(root, 'metadata', 'labels'))).toBe('{a: b}');
});

test('windows line ends and a byte order mark move no offset', () => {
  const text = '\uFEFFa: 1\r\nb:\r\n  c: two\r\n';
  expect(source(text, valueAt(first(text), 'b', 'c'))).toBe('two');
});

test('an alias has the value of its anchor and the place of its use', () => {
  const text = 'a: &x one\nb: *x\n';
  const value = valueAt(first(text), 'b');
  expect(value).toMatchObject({ type: 'scalar', value: 'one' });
  expect(source(text, value)).toBe('*x');
});

test('merge keys give way to the keys of the map itself', () => {
  const root = first('base: &b\n  x: 1\n  y: 1\nuse:\n  <<: *b\n  y: 2\n');
  expect([textAt(root, 'use', 'x'), textAt(root, 'use', 'y')]).toEqual(['1', '2']);
});

test('an alias to itself, and one to nothing, are unknown', () => {
  expect(valueAt(first('a: &a\n  b: *a\n'), 'a', 'b')).toMatchObject({ type: 'unknown' });
  expect(valueAt(first('a: *nowhere\n'), 'a')).toMatchObject({ type: 'unknown' });
});

test('a key that stands twice is a problem, and the last one counts', () => {
  const [document] = parse('a: 1\na: 2\n');
  expect(document?.problems).toHaveLength(1);
  expect(textAt(document?.root, 'a')).toBe('2');
});

test('one broken document leaves the others whole', () => {
  const documents = parse('a: 1\n---\nb: [1\nc\n---\nd: 1\n');
  expect(documents.map(({ problems }) => problems.length > 0)).toEqual([false, true, false]);
  expect(textAt(documents[2]?.root, 'd')).toBe('1');
});

test('a file of nothing but comments holds nothing', () => {
  expect(first('# only a comment\n')).toBeUndefined();
  expect(first('')).toBeUndefined();
});

test.each([
  ['a tab for indentation', 'a:\n\tb: 1\n'],
  ['an unclosed quote', 'a: "never\nends: 1\n'],
  ['a nul byte', 'a: \0\0\n'],
  ['five thousand levels', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['a Helm template', '{{- if .Values.x }}\napiVersion: v1\n{{- end }}\n'],
  ['a lone surrogate', 'a: \uD800\n'],
])('%s is survived', (_name, text) => {
  expect(() => parse(text)).not.toThrow();
});

test('aliases of aliases cost nothing to read', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`);
  const busy = busyTime();
  parse(`l0: &l0 x\n${levels.join('\n')}\n`);
  expect(busy()).toBeLessThan(500);
});

test.each(['{\n "a": "b",', "'   - - a:", 'a: [', 'a: {b'])(
  'problems lie inside of the text: %j',
  (text) => {
    const problems = parseDocuments('a.yaml', text).flatMap((document) => document.problems);
    expect(problems).not.toEqual([]);
    for (const { span } of problems) {
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  },
);

test('what stands behind the end of a document is not told thousands of times', () => {
  const [before, after] = parse(`{a: b}\n${'c: d\n'.repeat(5000)}...\ne: [`);
  expect(before?.problems.length).toBeLessThan(110);
  expect(after?.problems).not.toEqual([]);
});

test('brackets that exhaust the stack of one caller and not of another are told alike', () => {
  const message = 'too much on one line, or too many brackets, to tell what is wrong';
  expect(parse(`a: ${'['.repeat(1000)}`)[0]?.problems).toMatchObject([{ message }]);
});
