import ignore, { type Ignore } from 'ignore';

/** The `.gitignore` files that apply at some place of a folder. A value: going deeper makes a new one. */
export interface IgnoreFiles {
  /** Whether git leaves out a path; the paths of directories end with `/`. */
  ignores(path: string): boolean;
  /** Adds the ignore file of a directory below those known so far. */
  with(directory: string, text: string): IgnoreFiles;
}

interface IgnoreFile {
  readonly prefix: string;
  readonly patterns: Ignore;
}

export const noIgnoreFiles: IgnoreFiles = ignoreFiles([]);

/** The nearest file with an opinion decides, as in git. */
function ignoreFiles(nearestFirst: readonly IgnoreFile[]): IgnoreFiles {
  return {
    ignores(path) {
      for (const { prefix, patterns } of nearestFirst) {
        const { ignored, unignored } = patterns.test(path.slice(prefix.length));
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    with(directory, text) {
      if (text.trim() === '') return this;
      const prefix = directory === '' ? '' : `${directory}/`;
      return ignoreFiles([{ prefix, patterns: ignore().add(text) }, ...nearestFirst]);
    },
  };
}
