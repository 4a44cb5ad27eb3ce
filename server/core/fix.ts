import { analyze } from './analyze.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Fix } from './fixes/fix.ts';
import type { FilePath } from './text/span.ts';
import type { TextEdit } from './text/text-edit.ts';
import type { Snapshot } from './workspace/snapshot.ts';

/** Names a diagnostic that a client showed earlier. */
export interface FixRequest {
  readonly rule: string;
  readonly file: FilePath;
  /** Offset at which the diagnostic began in the current text. */
  readonly start: number;
}

/** The diagnostic of the current snapshot that a request means, with its fixes; `undefined` if it no longer applies. */
export function findFixes(
  snapshot: Snapshot,
  request: FixRequest,
): { readonly diagnostic: Diagnostic; readonly fixes: readonly Fix[] } | undefined {
  const diagnostic = analyze(snapshot)
    .diagnostics.get(request.file)
    ?.find(({ rule, span }) => rule === request.rule && span.start === request.start);
  return diagnostic && { diagnostic, fixes: diagnostic.fixes() };
}

/**
 * The edits of all safe fixes that stay within a file. Of two that touch the same place the first one counts; the other
 * is offered again once that is done.
 */
export function safeEditsIn(snapshot: Snapshot, file: FilePath): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const diagnostic of analyze(snapshot).diagnostics.get(file) ?? []) {
    const [first] = diagnostic.fixes();
    if (first?.safety !== 'safe' || !staysIn(first, file)) continue;
    if (first.edits.every((edit) => taken.every((other) => isApart(edit, other)))) {
      taken.push(...first.edits);
    }
  }
  return taken;
}

function staysIn({ edits, creations, deletions }: Fix, file: FilePath): boolean {
  const isLocal = edits.every(({ span }) => span.file === file);
  return isLocal && creations.length === 0 && deletions.length === 0;
}

/** True for edits that do not touch, so that their order does not matter. */
function isApart(a: TextEdit, b: TextEdit): boolean {
  return a.span.end < b.span.start || b.span.end < a.span.start;
}
