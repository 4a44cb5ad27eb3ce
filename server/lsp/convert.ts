import type {
  Diagnostic as LspDiagnostic,
  TextEdit as LspTextEdit,
  Range,
} from 'vscode-languageserver';
import {
  type Diagnostic,
  type FilePath,
  pageOf,
  type Severity,
  type Snapshot,
  type Span,
  type TextEdit,
} from '../core/index.ts';
import type { Place } from './protocol.ts';
import { DiagnosticSeverity } from './protocol-values.ts';

/** Marks our diagnostics among those of other servers. */
export const diagnosticSource = 'flux-tenancy';

/** A snapshot, with the names that the client has for its files. */
export interface Placed {
  readonly snapshot: Snapshot;
  uriOf(file: FilePath): string;
}

/** What comes back to us when the client asks for the fixes of a diagnostic. */
export interface DiagnosticData {
  readonly rule: string;
  /** Of the snapshot that the diagnostic was found in. */
  readonly revision: number;
}

export function toDiagnostic(placed: Placed, diagnostic: Diagnostic): LspDiagnostic {
  const { rule, severity, message, span, related } = diagnostic;
  const data: DiagnosticData = { rule, revision: placed.snapshot.revision };
  return {
    range: toRange(placed.snapshot, span),
    severity: severities[severity],
    code: rule,
    codeDescription: { href: pageOf(rule) },
    source: diagnosticSource,
    message,
    relatedInformation: related.map((place) => ({
      location: toPlace(placed, place.span),
      message: place.message,
    })),
    data,
  };
}

export function toPlace(placed: Placed, span: Span): Place & { readonly range: Range } {
  return { uri: placed.uriOf(span.file), range: toRange(placed.snapshot, span) };
}

export function toTextEdit(snapshot: Snapshot, { span, newText }: TextEdit): LspTextEdit {
  return { range: toRange(snapshot, span), newText };
}

/** Offset at which a diagnostic begins that the client sent back; `undefined` if its file is unknown. */
export function offsetOf(snapshot: Snapshot, file: FilePath, range: Range): number | undefined {
  const { line, character } = range.start;
  return snapshot.files.get(file)?.lines.offsetAt({ line, column: character });
}

function toRange(snapshot: Snapshot, span: Span): Range {
  const lines = snapshot.files.get(span.file)?.lines;
  const at = (offset: number) => {
    const { line, column } = lines?.positionAt(offset) ?? { line: 0, column: 0 };
    return { line, character: column };
  };
  return { start: at(span.start), end: at(span.end) };
}

const severities: Readonly<Record<Severity, LspDiagnostic['severity']>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};
