import { ExpressionMachine } from './expression-machine.ts';

/** Longer texts and expressions are no names, and no patterns of names. */
const longestText = 1000;

/**
 * The test whether a whole text fits a regular expression that somebody wrote into a file, in the syntax of RE2, which
 * kustomize takes; `undefined` for one that RE2 refuses. Takes time in proportion to the text, whatever the expression.
 */
export function wholeMatcher(pattern: string): ((text: string) => boolean) | undefined {
  if (isLiteral(pattern)) return (text) => text === pattern;
  if (pattern.length > longestText) return undefined;
  try {
    const machine = new ExpressionMachine(pattern);
    return (text) => text.length <= longestText && machine.fits(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** True for a pattern that only fits itself. */
export function isLiteral(pattern: string): boolean {
  return /^[\w-]+$/.test(pattern);
}
