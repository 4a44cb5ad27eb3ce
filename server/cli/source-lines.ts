import type { FileFacts, Snapshot } from '../core/index.ts';
import type { FileNaming } from './inspection.ts';
import type { Target } from './target.ts';

/** Looks up a line (from 1) of a file by the name it has in the report; `undefined` if there is none. */
export type SourceLines = (file: string, line: number) => string | undefined;

/** The lines of all files that were read. */
export function sourceLines(
  workspaces: readonly {
    readonly target: Target;
    readonly loaded: { readonly snapshot: Snapshot };
  }[],
  naming: FileNaming,
): SourceLines {
  const byName = new Map<string, FileFacts>();
  for (const { target, loaded } of workspaces) {
    for (const [file, facts] of loaded.snapshot.files) byName.set(naming(target, file), facts);
  }
  return (file, line) => {
    const facts = byName.get(file);
    if (!facts || line > facts.lines.lineCount) return undefined;
    const { text, lines } = facts;
    return text.slice(lines.lineStart(line - 1), lines.lineStart(line)).replace(/\r?\n$/, '');
  };
}
