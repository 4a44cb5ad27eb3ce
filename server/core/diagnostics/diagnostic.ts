import type { Severity } from '../config/settings.ts';
import type { Fix } from '../fixes/fix.ts';
import type { ObjectReference, RelatedPlace } from '../rules/finding.ts';
import type { FilePath, Span } from '../text/span.ts';

/** A finding as users see it: with its effective severity, not suppressed. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  readonly object: ObjectReference | undefined;
  readonly tenant: string | undefined;
  /** How to mend it, computed when called. */
  readonly fixes: () => readonly Fix[];
}

/** The verdict on one snapshot. */
export interface Analysis {
  /** Files without diagnostics are not in the map. Diagnostics stand in the order of their positions. */
  readonly diagnostics: ReadonlyMap<FilePath, readonly Diagnostic[]>;
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** Rules that threw. Their results are missing: the verdict is incomplete and must say so. */
  readonly crashes: readonly RuleCrash[];
  /** Parts of the workspace that could not be read, such as documents with syntax errors. */
  readonly notes: readonly Note[];
}

export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

export interface RuleCrash {
  readonly rule: string;
  readonly message: string;
}

/** Something that was left unchecked, and why. */
export interface Note {
  readonly message: string;
  readonly span: Span;
}
