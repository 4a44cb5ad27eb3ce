import ignore from 'ignore';
import type { FilePath } from '../text/span.ts';

/**
 * Tells the files that patterns match, as git tells those to ignore: what lies in a directory that is matched as a whole
 * cannot be taken back. The patterns are written as in a `.gitignore` file at the root of the workspace.
 */
export function ignoreMatcher(patterns: readonly string[]): (file: FilePath) => boolean {
  if (patterns.length === 0) return () => false;
  const matcher = ignore({ ignorecase: false, allowRelativePaths: true }).add(
    patterns.map((pattern) => pattern.replace(/^(!?)\.\//, '$1/')),
  );
  return (file) => matcher.ignores(file);
}

/** Tells the files that a list of such patterns names: of those that match a file, the last one decides. */
export function pathMatcher(patterns: readonly string[]): (file: FilePath) => boolean {
  const parts = patterns.map((pattern) => ({
    takesBack: pattern.startsWith('!'),
    matches: ignoreMatcher([pattern.replace(/^!/, '')]),
  }));
  return (file) => parts.findLast(({ matches }) => matches(file))?.takesBack === false;
}

/** The pattern that matches all below a directory, and nothing else. */
export function patternBelow(directory: string): string {
  return `/${directory.replace(/[\\*?[\]]/g, '\\$&')}/`;
}
