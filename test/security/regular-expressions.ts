import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FoundExpression {
  /** Such as `server/core/text/pattern.ts:7`. */
  readonly at: string;
  readonly expression: RegExp;
}

/** All literals of regular expressions in the TypeScript files below some directories. */
export function regularExpressionsIn(directories: readonly string[]): readonly FoundExpression[] {
  return directories.flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .sort()
      .flatMap((file) => literalsIn(join(directory, file))),
  );
}

function literalsIn(file: string): readonly FoundExpression[] {
  const text = readFileSync(file, 'utf8');
  const found: FoundExpression[] = [];
  let before = '';
  for (const { 0: token, index } of text.matchAll(tokens)) {
    // Only a value can be divided; anywhere else a slash begins an expression.
    const isLiteral = token.length > 1 && token.startsWith('/') && !/^\/[/*]/.test(token);
    if (isLiteral) {
      const end = token.lastIndexOf('/');
      const expression = new RegExp(token.slice(1, end), token.slice(end + 1));
      found.push({ at: `${file}:${text.slice(0, index).split('\n').length}`, expression });
    }
    if (!/^(\s|\/[/*])/.test(token)) before = token;
  }
  return before === '' ? [] : found;
}

/** Strings, comments, literals of regular expressions where no value stands before, and anything else letter by letter. */
const tokens =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\/.*|\/\*[\s\S]*?\*\/|(?<=[(,=:[!&|?{};>]\s*|return )\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|[\s\S]/g;
