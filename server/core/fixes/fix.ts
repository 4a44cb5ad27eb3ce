import type { FilePath } from '../text/span.ts';
import type { FileCreation, TextEdit } from '../text/text-edit.ts';

/** A way to mend a finding: changes of files as they are in the snapshot it was computed from. */
export interface Fix {
  readonly title: string;
  /** Safe fixes change no one's rights and no place of deployment, so they may be applied without a look. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
  readonly creations: readonly FileCreation[];
  /** Files that go, because all that was in them has gone elsewhere. */
  readonly deletions: readonly FilePath[];
}

/** What fixes are made from: the texts of the workspace. */
export interface Texts {
  /** The text of a file; empty where there is none. */
  textOf(file: FilePath): string;
}

/** A fix, or none if one of its edits cannot be made. */
export function fix(
  title: string,
  edits: readonly (TextEdit | undefined)[],
  options: Partial<Pick<Fix, 'safety' | 'creations' | 'deletions'>> = {},
): Fix | undefined {
  const possible = edits.filter((edit) => edit !== undefined);
  if (possible.length !== edits.length) return undefined;
  const { safety = 'unsafe', creations = [], deletions = [] } = options;
  return { title, safety, edits: possible, creations, deletions };
}
