import type { FilePath } from '../text/span.ts';
import { configurationFileName } from './configuration-file.ts';
import { ignoreMatcher } from './path-patterns.ts';

/** Tells the files that the configuration leaves out, by patterns as in a `.gitignore` file. */
export function ignoredBy(patterns: readonly string[]): (file: FilePath) => boolean {
  const matches = ignoreMatcher(patterns);
  // Otherwise a pattern could leave out the file it stands in, and itself with it.
  return (file) => file !== configurationFileName && matches(file);
}
