import { compareSpans, type FilePath } from '../text/span.ts';
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

/** Several fixes as one; `undefined` where they are at odds. */
export function combined(fixes: readonly Fix[]): Fix | undefined {
  const [first] = fixes;
  const edits = distinct(fixes.flatMap((each) => each.edits));
  const creations = distinct(fixes.flatMap((each) => each.creations));
  const deletions = distinct(fixes.flatMap((each) => each.deletions));
  const files = new Set(creations.map(({ file }) => file));
  if (!first || files.size < creations.length || !areApart(edits)) return undefined;
  const safety = fixes.every((each) => each.safety === 'safe') ? 'safe' : 'unsafe';
  return { title: first.title, safety, edits, creations, deletions };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** False for edits that overlap, and for two that insert at one place. */
function areApart(edits: readonly TextEdit[]): boolean {
  const ordered = edits.map(({ span }) => span).sort(compareSpans);
  return ordered.every(({ file, start, end }, index) => {
    const before = ordered[index - 1];
    if (before?.file !== file || before.end < start) return true;
    return before.end === start && (before.start < before.end || start < end);
  });
}
