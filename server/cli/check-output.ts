import type { Severity } from '../core/index.ts';

/** What `check --format json` prints; described for its readers by schemas/check-output.schema.json. */
export interface CheckOutput {
  readonly version: 1;
  readonly summary: SummaryOutput;
  readonly diagnostics: readonly DiagnosticOutput[];
  /** Only with `--show-suppressed`. */
  readonly suppressed?: readonly SuppressedOutput[];
}

export interface SummaryOutput {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  readonly files: number;
  readonly manifests: number;
  readonly tenants: number;
  readonly incomplete: boolean;
  readonly notes: readonly NoteOutput[];
}

/** Something that was not checked. File and line are null where it concerns no file, as with a rule that failed. */
export interface NoteOutput {
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
}

/** A stretch of a file: lines and UTF-16 columns from 1, the end exclusive. */
export interface RangeOutput {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface DiagnosticOutput extends RangeOutput {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly object: ObjectOutput | null;
  readonly tenant: string | null;
  readonly related: readonly RelatedOutput[];
  readonly fixes: readonly FixOutput[];
}

export interface SuppressedOutput extends DiagnosticOutput {
  readonly reason: string;
}

export interface ObjectOutput {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

export interface RelatedOutput {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface FixOutput {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly (RangeOutput & { readonly newText: string })[];
  readonly creations: readonly { readonly file: string; readonly text: string }[];
  readonly deletions: readonly string[];
}
