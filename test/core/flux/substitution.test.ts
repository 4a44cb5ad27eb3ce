import { expect, test } from 'vitest';
import { substitute } from '../../../server/core/flux/substitution.ts';
import type { YamlScalar } from '../../../server/core/yaml/node.ts';
import { busyTime } from '../../support/busy-time.ts';

const span = { file: 'a.yaml', start: 0, end: 0 };

function filled(text: string, values: Readonly<Record<string, string>>, complete = true) {
  const node: YamlScalar = { type: 'scalar', value: text, span };
  return substitute(node, { values: new Map(Object.entries(values)), complete }).value;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are the variables of Flux.
test.each([
  ['${a}', { a: 'x' }, 'x'],
  ['pre-${a}-post', { a: 'x' }, 'pre-x-post'],
  ['${a:-d}', {}, 'd'],
  ['${a:=d}', { a: '' }, 'd'],
  ['${a=d}', { a: '' }, ''],
  ['${a:-${b}}', { b: 'y' }, 'y'],
  ['${a:-${b}}', { a: 'x', b: 'y' }, 'x'],
  ['${a=pre${b}-post}', { b: 'y' }, 'prey-post'],
  ['${a:-${b:-z}}', {}, 'z'],
  ['$${a}', { a: 'x' }, '${a}'],
  ['$${a=${b}}', { b: 'y' }, '${a=y}'],
  ['${a', { a: 'x' }, '${a'],
  ['${1a} ${} $a', { a: 'x' }, '${1a} ${} $a'],
  ['${unknown}', {}, '${unknown}'],
])('%s with %j is %s', (text, values, expected) => {
  expect(filled(text, values)).toBe(expected);
});

test('a default is no value where a variable may be set outside the repository', () => {
  expect(filled('${a:-d}', {}, false)).toBe('${a:-d}');
});

test('defaults without end are left alone, and quickly', () => {
  const busy = busyTime();
  filled(`${'${a:-'.repeat(20_000)}${'}'.repeat(20_000)}`, {});
  filled('${a:-'.repeat(40_000), {});
  expect(busy()).toBeLessThan(500);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.
