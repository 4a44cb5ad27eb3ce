import { describe, expect, test } from 'vitest';
import { factsOf } from '../../server/core/workspace/file-facts.ts';

const read = (text: string) =>
  factsOf('a.yaml', text).suppressions.map(({ scope, rules, reason, lines }) => [
    scope,
    rules.map(({ value }) => value).join('+'),
    reason,
    lines.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' '),
  ]);

describe('a suppression comment', () => {
  test('stands above its line, or behind it', () => {
    expect(read('a: 1\n# flux-tenancy-ignore one: why\nb: 2\n')).toEqual([
      ['line', 'one', 'why', '1 2'],
    ]);
    expect(read('a: 1 # flux-tenancy-ignore one: why\n')).toEqual([['line', 'one', 'why', '0']]);
  });

  test('may stand above other comments', () => {
    expect(read('# flux-tenancy-ignore one: a\n# flux-tenancy-ignore two: b\n\nb: 2\n')).toEqual([
      ['line', 'one', 'a', '0 3'],
      ['line', 'two', 'b', '1 3'],
    ]);
  });

  test('may hold for the whole file', () => {
    expect(read('# flux-tenancy-ignore-file one: why\na: 1\n')).toEqual([
      ['file', 'one', 'why', '0 1'],
    ]);
  });

  test('keeps windows line ends out of its reason', () => {
    expect(read('# flux-tenancy-ignore one: why\r\na: 1\r\n')).toEqual([
      ['line', 'one', 'why', '0 1'],
    ]);
  });

  test.each([
    ['one,two: why', 'one+two', 'why'],
    ['one , two-b,three : why, and more', 'one+two-b+three', 'why, and more'],
    ['one why, and more', 'one', 'why, and more'],
    ['one:why', 'one', 'why'],
    ['one, two', 'one+two', ''],
    [': why', '', 'why'],
    ['', '', ''],
  ])('names rules and gives a reason: "%s"', (written, names, reason) => {
    expect(read(`# flux-tenancy-ignore ${written}\na: 1\n`)).toEqual([
      ['line', names, reason, '0 1'],
    ]);
  });

  test('knows where each rule is written', () => {
    const text = 'a: 1 # flux-tenancy-ignore-file file, ile: why\n';
    const [suppression] = factsOf('a.yaml', text).suppressions;
    const written = suppression?.rules.map(({ span }) => text.slice(span.start, span.end));
    expect(written).toEqual(['file', 'ile']);
    expect(suppression?.rules[0]?.span.start).toBe(text.indexOf('file, '));
  });

  test('covers a text of several lines to its end, because it cannot stand inside', () => {
    expect(read('# flux-tenancy-ignore one: why\na: |\n  1\n  2\nb: 3\n')).toEqual([
      ['line', 'one', 'why', '0 1-3'],
    ]);
    expect(read('a: | # flux-tenancy-ignore one: why\n  1\n\nb: 3\n')).toEqual([
      ['line', 'one', 'why', '0-2'],
    ]);
    expect(read('# flux-tenancy-ignore one: why\n- a: "1\n    2"\n  b: 3\n')).toEqual([
      ['line', 'one', 'why', '0 1-2'],
    ]);
  });
});

test.each([
  'a: |\n  # flux-tenancy-ignore one: why\n  b: 1\n',
  'a: >-\n\n  b: 1 # flux-tenancy-ignore one: why\n',
  'a:\n  - |\n    b\n    # flux-tenancy-ignore one: why\n',
  'a: "b # flux-tenancy-ignore one: why"\n',
  "a: 'b\n  # flux-tenancy-ignore one: why'\n",
  '"# flux-tenancy-ignore one: why": a\n',
  'a: b#flux-tenancy-ignore one\n',
  'a: |\r\n  # flux-tenancy-ignore one: why\r\n',
])('what looks like a comment inside a text is none: %j', (text) => {
  expect(read(text)).toEqual([]);
});

test.each([
  ['a: |\n  b\n# flux-tenancy-ignore one: why\nc: 1\n', '2 3'],
  ['a:\n  - |\n    b\n  # flux-tenancy-ignore one: why\n  - c\n', '3 4'],
  ['a: {\n  # flux-tenancy-ignore one: why\n  b: 1 }\n', '1 2'],
  ['a: "b\n  c" # flux-tenancy-ignore one: why\n', '1'],
  ['a: [ # flux-tenancy-ignore one: why\n', '0'],
  ['{{ if .x }}\n# flux-tenancy-ignore one: why\na: 1\n', '1 2'],
])('around texts, in brackets and in broken YAML comments are comments: %j', (text, lines) => {
  expect(read(text)).toEqual([['line', 'one', 'why', lines]]);
});
