import ignore from 'ignore';
import type { FilePath } from '../text/span.ts';
import { configurationFileName } from './configuration-file.ts';

/** Tells the files that the configuration leaves out, by patterns as in a `.gitignore` file. */
export function ignoredBy(patterns: readonly string[]): (file: FilePath) => boolean {
  if (patterns.length === 0) return () => false;
  const matcher = ignore({ ignorecase: false, allowRelativePaths: true }).add(
    patterns.map((pattern) => pattern.replace(/^(!?)\.\//, '$1/')),
  );
  // Otherwise a pattern could leave out the file it stands in, and itself with it.
  return (file) => file !== configurationFileName && matcher.ignores(file);
}
