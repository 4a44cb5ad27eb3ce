import { describe, expect, test } from 'vitest';
import { LineMap } from '../../server/core/text/line-map.ts';
import { nearest } from '../../server/core/text/nearest.ts';
import { applyEdits } from '../../server/core/text/text-edit.ts';
import { relativePath, resolvePath } from '../../server/core/workspace/path.ts';
import { suppressionsIn } from '../../server/core/workspace/suppression.ts';

test('lines and columns lead back to the offset they came from', () => {
  const text = 'one\r\n\ntwo 😀 x\n';
  const map = new LineMap(text);
  for (let offset = 0; offset <= text.length; offset++) {
    expect(map.offsetAt(map.positionAt(offset))).toBe(offset);
  }
  expect(map.positionAt(text.indexOf('x'))).toEqual({ line: 2, column: 7 });
  expect(map.positionAt(9999)).toEqual({ line: 3, column: 0 });
  expect(map.offsetAt({ line: 99, column: 9 })).toBe(text.length);
});

test('edits are applied by position, whatever their order; overlaps are refused', () => {
  const edit = (start: number, end: number, newText: string) => ({
    span: { file: 'a', start, end },
    newText,
  });
  expect(applyEdits('abcdef', [edit(4, 5, 'E'), edit(1, 3, '')])).toBe('adEf');
  expect(() => applyEdits('abcdef', [edit(0, 3, ''), edit(2, 4, '')])).toThrow(/overlapping/);
});

test('a mistyped word finds its neighbour, and only a near one', () => {
  expect(nearest('podinfoo', ['podinfo', 'redis'])).toBe('podinfo');
  expect(nearest('devteam', ['dev-team'])).toBe('dev-team');
  expect(nearest('website', ['dev-team', 'redis'])).toBeUndefined();
  expect(nearest('a', ['b'])).toBe('b');
  expect(nearest('same', ['same'])).toBeUndefined();
});

test('paths are resolved inside the workspace only', () => {
  expect(resolvePath('a/b', '../c/./d')).toBe('a/c/d');
  expect(resolvePath('', './')).toBe('');
  expect(resolvePath('a', '../../x')).toBeUndefined();
  expect(resolvePath('a', '/etc/passwd')).toBeUndefined();
  expect(relativePath('a/b', 'a/c/d.yaml')).toBe('../c/d.yaml');
});

describe('a suppression', () => {
  const read = (text: string) =>
    suppressionsIn('a.yaml', text).map(({ scope, rule, reason, lines }) => [
      scope,
      rule,
      reason,
      lines,
    ]);

  test('stands above its line, or behind it', () => {
    expect(read('a: 1\n# flux-tenancy-ignore one: why\nb: 2\n')).toEqual([
      ['line', 'one', 'why', [1, 2]],
    ]);
    expect(read('a: 1 # flux-tenancy-ignore one: why\n')).toEqual([['line', 'one', 'why', [0]]]);
  });

  test('may stand above other comments', () => {
    expect(read('# flux-tenancy-ignore one: a\n# flux-tenancy-ignore two: b\n\nb: 2\n')).toEqual([
      ['line', 'one', 'a', [0, 3]],
      ['line', 'two', 'b', [1, 3]],
    ]);
  });

  test('may hold for the whole file', () => {
    expect(read('# flux-tenancy-ignore-file one: why\na: 1\n')).toEqual([
      ['file', 'one', 'why', [0, 1]],
    ]);
  });

  test('keeps windows line ends out of its reason', () => {
    expect(read('# flux-tenancy-ignore one: why\r\na: 1\r\n')).toEqual([
      ['line', 'one', 'why', [0, 1]],
    ]);
  });
});
