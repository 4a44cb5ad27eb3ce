import { Char } from './characters.ts';

/** Signs of structure on one line; what people write, and what tools write on one line, has fewer where it is broken. */
const mostOnLine = 4000;

/**
 * Brackets in brackets. The parser recurses: whether a thousand of them exhaust the stack depends on who calls it, and two readings
 * of one text would say different things.
 */
const deepestBrackets = 200;

/** Directives of one text, of which nobody needs two. */
const mostDirectives = 100;

/**
 * True for a text in which the recovering parser would look for mistakes much longer than anybody waits: it takes time for
 * each sign of structure that it does not expect.
 */
export function isBeyondRecovery(text: string): boolean {
  let onLine = 0;
  let directives = 0;
  let depth = 0;
  let previous: number = Char.lineFeed;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.lineFeed) onLine = 0;
    else if (signs.has(code)) {
      depth += nesting.get(code) ?? 0;
      if (++onLine > mostOnLine || depth > deepestBrackets) return true;
      if (code === Char.percent && previous === Char.lineFeed && ++directives > mostDirectives) {
        return true;
      }
    }
    previous = code;
  }
  return false;
}

const nesting = new Map<number, number>([
  [Char.openBracket, 1],
  [Char.openBrace, 1],
  [Char.closeBracket, -1],
  [Char.closeBrace, -1],
]);

const signs = new Set<number>([
  ...[Char.openBracket, Char.closeBracket, Char.openBrace, Char.closeBrace, Char.comma],
  ...[Char.colon, Char.question, Char.dash, Char.quote, Char.apostrophe, Char.percent],
  ...[Char.ampersand, Char.asterisk, Char.exclamation, Char.bar, Char.greater],
]);
