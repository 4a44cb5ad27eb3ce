import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExpressionMachine } from '../../server/core/text/expression-machine.ts';
import { wholeMatcher } from '../../server/core/text/pattern.ts';
import { busyTime } from '../support/busy-time.ts';

test.each([
  ['apps', 'apps', true],
  ['apps', 'app', false],
  ['a.b', 'a-b', true],
  ['(kustomize|helm)-controller', 'helm-controller', true],
  ['(kustomize|helm)-controller', 'source-controller', false],
  ['.*', 'anything', true],
  ['.*', '', true],
  ['flux-.*-[a-z]+', 'flux-one-two', true],
  ['^app$', 'app', true],
  ['a|b|', '', true],
  ['(a+)+$', 'aaaa', true],
  ['(a|aa)*b', 'aaab', true],
  ['.*.*.*.*.*x', 'aaaaaaaaaax', true],
  ['(a{1,3}){2,}', 'aaaa', true],
  ['(a{1,3}){2,}', 'a', false],
  ['a{0}b?c{2}', 'cc', true],
  ['a{,2}', 'a{,2}', true],
  ['[^a-c]x[]-]', 'dx]', true],
  ['[[:alpha:]]+[[:^digit:]]', 'ab-', true],
  ['(?i)APP-[a-z]+', 'app-B', true],
  ['(?i:a)b', 'Ab', true],
  ['(?i:a)b', 'AB', false],
  ['(?P<name>a)(?<other>b)', 'ab', true],
  ['\\Qa.b\\E+', 'a.bb', true],
  ['\\Qa.b\\E', 'axb', false],
  ['\\bapp\\b.*', 'app-x', true],
  ['\\bapp\\b.*', 'apps', false],
  ['\\d\\D\\w\\W\\s\\S', '1aa- x', true],
  ['\\x61\\x{62}\\141\\.', 'aba.', true],
  ['\\pL\\p{Greek}\\P{Lu}', 'aαb', true],
  ['(?m)a$\nb', 'a\nb', true],
  ['a.b', 'a\nb', false],
  ['(?s)a.b', 'a\nb', true],
  ['𝒳+', '𝒳𝒳', true],
])('pattern %j and %j: %s', (pattern, text, expected) => {
  expect(wholeMatcher(pattern)?.(text)).toBe(expected);
});

test.each([
  ...['[', '(', 'a)', '*', 'a**', 'a{2}{3}', 'a{1001}', 'a{2,1}', '[b-a]', '[[:no:]]', '\\y'],
  ...['(?=a)', '(?<!a)b', '(a)\\1', '\\p{Nothing}', 'a\\', '(((a{100}){100}){100})'],
])('pattern %j is none that kustomize takes', (pattern) => {
  expect(wholeMatcher(pattern)).toBeUndefined();
});

describe('an expression', () => {
  const letter = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(ab|a)', '(?:b)');
  const part = fc
    .tuple(letter, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}', '{1,}', '*?'))
    .map((both) => both.join(''));
  const pattern = fc
    .array(part, { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''))
    .chain((inner) => fc.constantFrom(inner, `${inner}|b`, `^(${inner})$`, `(${inner})?a`));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

  test('fits what it fits in JavaScript, where both mean the same', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1 }), (expression, texts) => {
        const machine = new ExpressionMachine(expression);
        const ours = texts.map((each) => machine.fits(each));
        expect(ours).toEqual(texts.map((each) => new RegExp(`^(?:${expression})$`).test(each)));
      }),
      { numRuns: 1000, seed: 20_261_124 },
    );
  });

  test('is either refused or tried in no time', () => {
    const odd = fc.string({
      unit: fc.constantFrom('a', '(', ')', '*', '+', '{', '9', ',', '}', '|', '[', ']', '\\', '?'),
      maxLength: 200,
    });
    const worst = ['(a+)+$', '(a|aa)*b', `${'(a*)*'.repeat(100)}c`, '((a{9}){9}){9}b'];
    const busy = busyTime();
    for (const each of worst)
      expect(wholeMatcher(each)?.('a'.repeat(1000))).toBe(each === '(a+)+$');
    fc.assert(
      fc.property(odd, (expression) => {
        wholeMatcher(expression)?.('a'.repeat(100));
      }),
      { numRuns: 1000, seed: 20_261_124 },
    );
    expect(busy()).toBeLessThan(5000);
  });
});
