/** The characters that decide about the structure of YAML, by their codes. */
export const Char = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  hash: 35,
  percent: 37,
  ampersand: 38,
  apostrophe: 39,
  asterisk: 42,
  plus: 43,
  comma: 44,
  dash: 45,
  dot: 46,
  exclamation: 33,
  colon: 58,
  greater: 62,
  question: 63,
  at: 64,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  backtick: 96,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
} as const;

/** True for what ends a line; past the end of a text the code is NaN, which ends it, too. */
export function endsLine(code: number): boolean {
  return code === Char.lineFeed || code === Char.carriageReturn || Number.isNaN(code);
}

/** True for what has to stand behind `:` and `-` where these mean something. */
export function isBlankOrEnd(code: number): boolean {
  return code === Char.space || code === Char.tab || endsLine(code);
}

const indicators = new Set<number>([
  ...[Char.comma, Char.openBracket, Char.closeBracket, Char.openBrace, Char.closeBrace],
  ...[Char.hash, Char.ampersand, Char.asterisk, Char.exclamation, Char.bar, Char.greater],
  ...[Char.apostrophe, Char.quote, Char.percent, Char.at, Char.backtick],
]);

const isIndicatorByCode: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  indicators.has(code),
);

/** True if a text without quotes may begin with a character that is followed by another one. */
export function beginsPlain(code: number, next: number): boolean {
  if (code === Char.dash || code === Char.question || code === Char.colon) {
    return !isBlankOrEnd(next);
  }
  return code > Char.space && !(code < 128 && isIndicatorByCode[code]);
}
