import { expect, test } from 'vitest';
import { beginsLike } from '../../server/core/text/begins-like.ts';
import { LineMap } from '../../server/core/text/line-map.ts';
import { nearest } from '../../server/core/text/nearest.ts';
import { applyEdits } from '../../server/core/text/text-edit.ts';
import { relativePath, resolvePath } from '../../server/core/workspace/path.ts';

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

test('a carriage return that stands alone ends a line, as it does for LSP', () => {
  const map = new LineMap('one\rtwo\r\nthree');
  expect(map.lineCount).toBe(3);
  expect(map.positionAt(4)).toEqual({ line: 1, column: 0 });
  expect(map.positionAt(9)).toEqual({ line: 2, column: 0 });
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
  expect(nearest('nmae', ['name', 'kind'])).toBe('name');
  expect(nearest('OCIRepository', ['GitRepository'])).toBe('GitRepository');
  expect(nearest('OCIRepository', ['GitRepository'], 2)).toBeUndefined();
});

test('paths are resolved inside the workspace only', () => {
  expect(resolvePath('a/b', '../c/./d')).toBe('a/c/d');
  expect(resolvePath('', './')).toBe('');
  expect(resolvePath('a', '../../x')).toBeUndefined();
  expect(resolvePath('a', '/etc/passwd')).toBeUndefined();
  expect(relativePath('a/b', 'a/c/d.yaml')).toBe('../c/d.yaml');
});

test.each([
  ['https://github.com/a/b', 'https://github.com/a/', true],
  ['https://github.com/b/a', 'https://github.com/a/', false],
  ['ssh://git@git.example.com/x', 'ssh://git@*.example.com/', true],
  ['ssh://git@evil.com/.example.org/', 'ssh://git@*.example.com/', false],
  ['abc', '*c', true],
  ['abc', 'a*d', false],
  ['', '', true],
  ['aaaa', `${'a*'.repeat(50)}b`, false],
])('%j begins like %j: %s', (text, pattern, expected) => {
  expect(beginsLike(text, pattern)).toBe(expected);
});
