import type { Finding } from '../rules/finding.ts';
import { compareSpans, type FilePath } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Suppression } from '../workspace/suppression.ts';
import type { Diagnostic, SuppressedDiagnostic } from './diagnostic.ts';
import { suppressionFindings } from './suppression-findings.ts';

/** What becomes of findings: settings give them their level, suppressions take them out, doubles are said once. */
export function judge(
  snapshot: Snapshot,
  findings: readonly Finding[],
): {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
} {
  const suppressed: SuppressedDiagnostic[] = [];
  const used = new Set<Suppression>();
  const remaining: Diagnostic[] = [];
  for (const finding of distinct(findings)) {
    const diagnostic = withLevel(snapshot, finding);
    if (!diagnostic) continue;
    const suppression = suppressionOf(snapshot, finding);
    if (!suppression) {
      remaining.push(diagnostic);
      continue;
    }
    used.add(suppression);
    suppressed.push({ diagnostic, reason: suppression.reason });
  }
  const aboutSuppressions = suppressionFindings(snapshot, used).flatMap(
    (finding) => withLevel(snapshot, finding) ?? [],
  );
  const diagnostics = [...remaining, ...aboutSuppressions].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.rule < b.rule ? -1 : 1),
  );
  return { diagnostics, suppressed };
}

/** The same statement about the same place, made for several builds of one document, is made once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, message, span } = finding;
    const key = JSON.stringify([rule, message, span.file, span.start, span.end]);
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}

function withLevel(snapshot: Snapshot, finding: Finding): Diagnostic | undefined {
  const level = snapshot.settings.rules[finding.rule] ?? finding.severity;
  return level === 'off' ? undefined : { ...finding, severity: level };
}

function suppressionOf(snapshot: Snapshot, { rule, span }: Finding): Suppression | undefined {
  const suppressions = suppressionsOf(snapshot, span.file);
  if (suppressions.length === 0) return undefined;
  const line = snapshot.files.get(span.file)?.lines.positionAt(span.start).line ?? -1;
  return suppressions.find(
    (each) =>
      each.rule === rule &&
      each.reason !== '' &&
      (each.scope === 'file' || each.lines.includes(line)),
  );
}

function suppressionsOf(snapshot: Snapshot, file: FilePath): readonly Suppression[] {
  return snapshot.files.get(file)?.suppressions ?? [];
}
