import { analyze } from './analyze.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Fix } from './fixes/fix.ts';
import type { FilePath } from './text/span.ts';
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
