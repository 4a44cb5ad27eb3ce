import { type Diagnostic, type Fix, type Severity, tenantViews } from '../core/index.ts';
import type {
  CheckOutput,
  DiagnosticOutput,
  FixOutput,
  NoteOutput,
  ObjectOutput,
  SuppressedOutput,
} from './check-output.ts';
import { type FileNaming, type Inspection, isReported, reportedFiles } from './inspection.ts';
import { Locator } from './locator.ts';
import { compareLines, compareText } from './order.ts';

/** Puts the verdicts on all workspaces into the form in which they are printed. */
export function describeCheck(
  inspections: readonly Inspection[],
  naming: FileNaming,
  options: { readonly showSuppressed: boolean },
): CheckOutput {
  const parts = inspections.map((inspection) => describe(inspection, naming));
  const diagnostics = parts.flatMap((part) => part.diagnostics);
  const suppressed = parts.flatMap((part) => part.suppressed);
  const number = (severity: Severity) =>
    diagnostics.filter((each) => each.severity === severity).length;
  return {
    version: 1,
    summary: {
      errors: number('error'),
      warnings: number('warning'),
      infos: number('info'),
      suppressed: suppressed.length,
      files: sum(parts.map(({ files }) => files)),
      manifests: sum(parts.map(({ manifests }) => manifests)),
      tenants: sum(parts.map(({ tenants }) => tenants)),
      incomplete: parts.some(({ incomplete }) => incomplete),
      notes: parts.flatMap(({ notes }) => notes),
    },
    diagnostics,
    ...(options.showSuppressed ? { suppressed } : {}),
  };
}

function describe(inspection: Inspection, naming: FileNaming) {
  const { target, loaded, analysis } = inspection;
  const { snapshot } = loaded;
  const locator = new Locator(target, snapshot, naming);
  const files = reportedFiles(target, snapshot);
  const diagnostics = files.flatMap((file) => analysis.diagnostics.get(file) ?? []);
  const suppressed = analysis.suppressed.filter(({ diagnostic }) =>
    isReported(target, diagnostic.span.file),
  );
  return {
    files: files.length,
    manifests: sum(files.map((file) => snapshot.files.get(file)?.manifests.length ?? 0)),
    tenants: tenantViews(snapshot).length,
    incomplete: loaded.incomplete || analysis.crashes.length > 0,
    notes: describeNotes(inspection, locator),
    diagnostics: diagnostics.map((each) => describeDiagnostic(each, locator)),
    suppressed: suppressed
      .map(({ diagnostic, reason }): SuppressedOutput => {
        return { ...describeDiagnostic(diagnostic, locator), reason };
      })
      .sort((a, b) => compareLines(a, b) || a.column - b.column),
  };
}

function describeDiagnostic(diagnostic: Diagnostic, locator: Locator): DiagnosticOutput {
  return {
    rule: diagnostic.rule,
    severity: diagnostic.severity,
    message: diagnostic.message,
    ...locator.range(diagnostic.span),
    object: describeObject(diagnostic.object),
    tenant: diagnostic.tenant ?? null,
    related: diagnostic.related.map(({ span, message }) => ({ ...locator.place(span), message })),
    fixes: diagnostic.fixes().map((fix) => describeFix(fix, locator)),
  };
}

function describeObject(object: Diagnostic['object']): ObjectOutput | null {
  if (!object) return null;
  const { apiVersion, kind, name, namespace } = object;
  return { apiVersion, kind, name, namespace: namespace ?? null };
}

function describeFix(fix: Fix, locator: Locator): FixOutput {
  return {
    title: fix.title,
    safety: fix.safety,
    edits: fix.edits.map(({ span, newText }) => ({ ...locator.range(span), newText })),
    creations: fix.creations.map(({ file, text }) => ({ file: locator.name(file), text })),
    deletions: fix.deletions.map((file) => locator.name(file)),
  };
}

/** What was left out, by file; rules that failed come last. */
function describeNotes({ target, loaded, analysis }: Inspection, locator: Locator): NoteOutput[] {
  const unread = loaded.unread
    .filter(({ file, incomplete }) => incomplete || isReported(target, file))
    .map(({ file, message }) => ({ file: locator.name(file), line: 1, message }));
  const unparsed = analysis.notes
    .filter(({ span }) => isReported(target, span.file))
    .map(({ span, message }) => ({ ...locator.line(span), message }));
  const crashes = analysis.crashes.map(({ rule, message }) => ({
    file: null,
    line: null,
    message: `rule ${rule} failed, so its findings are missing: ${message}`,
  }));
  const ordered = [...unread, ...unparsed].sort(
    (a, b) => compareLines(a, b) || compareText(a.message, b.message),
  );
  return [...ordered, ...crashes];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
