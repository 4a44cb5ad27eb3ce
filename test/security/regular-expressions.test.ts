import { expect, test } from 'vitest';
import { regularExpressionsIn } from './regular-expressions.ts';

/** Those that are slow for long texts, and what keeps such texts from them. */
const guarded: readonly (readonly [file: string, start: string])[] = [
  // Longer paths are not taken apart.
  ['server/core/kustomize/value-path.ts', '(\\[[^\\]]*\\]'],
];

/** Long enough for a quadratic expression to take a hundred times as long as a linear one. */
const length = 16_000;
/** In milliseconds; linear expressions take less than one. */
const patience = 50;

const expressions = regularExpressionsIn(['server', 'client']);

test('no expression of ours takes long for any long text', () => {
  const slow = expressions
    .filter(({ at, expression }) => !isGuarded(at, expression.source))
    .flatMap(({ at, expression }) => {
      const text = slowTextFor(expression);
      return text === undefined
        ? []
        : [`${at} ${expression} for ${JSON.stringify(text.slice(0, 8))}…`];
    });
  expect(slow).toEqual([]);
}, 120_000);

test('the search finds what is slow, and every expression that there is', () => {
  for (const expression of [/\s+$/, /^(a+)+$/, /x*y/, /^\s*version:/m, /(?<=.)\/+$/, /\{[^}]*\}/]) {
    expect(slowTextFor(expression), String(expression)).toBeDefined();
  }
  expect(expressions.length).toBeGreaterThan(150);
  for (const [file, start] of guarded) {
    const known = expressions.some(
      ({ at, expression }) => at.startsWith(`${file}:`) && expression.source.startsWith(start),
    );
    expect(known, start).toBe(true);
  }
}, 60_000);

function isGuarded(at: string, source: string): boolean {
  return guarded.some(([file, start]) => at.startsWith(`${file}:`) && source.startsWith(start));
}

/**
 * Short ends of texts first, each a little longer than the last: there are expressions with which nobody lives to see the
 * end of a long one, however fast the machine gets through a short one.
 */
function slowTextFor(expression: RegExp): string | undefined {
  const texts = textsFor(expression);
  const ends = endLengths.flatMap((end) => texts.map((text) => text.slice(-end)));
  return [...ends, ...texts].find((text) => takesLong(expression, text));
}

const endLengths = [24, 26, 28, 32, 40, 48, 64, 96, 128];

/** Texts in which letters of an expression come again and again, after a beginning, before an end that fits nowhere. */
function textsFor({ source }: RegExp): readonly string[] {
  const plain = source.replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(');
  const own = [...plain.matchAll(/\\([^\w])|\\\w|([\w\s/=:,#"'`{[-])/g)];
  const found = own.flatMap(([, escaped, letter]) => escaped ?? letter ?? []);
  const letters = [...new Set(['a', ' ', '\n', ...found])].slice(0, mostLetters);
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const begun = letters.flatMap((first) => letters.map((pump) => [first, pump] as const));
  return [
    ...letters.map((pump) => `${pump.repeat(length)}\0`),
    ...pairs.map((pump) => `${pump.repeat(length / 2)}\0`),
    ...begun.map(([first, pump]) => `${first}${pump.repeat(length)}\0`),
  ];
}

const mostLetters = 8;

/** Measured again where it seems slow, since the machine may have had something else to do. */
function takesLong(expression: RegExp, text: string): boolean {
  for (let attempt = 0; attempt < 3; attempt++) {
    const start = performance.now();
    const copy = new RegExp(expression.source, expression.flags);
    if (copy.global) text.replace(copy, '');
    else copy.exec(text);
    if (performance.now() - start < patience) return false;
  }
  return true;
}
