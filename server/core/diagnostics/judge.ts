import { configurationOf } from '../config/configuration.ts';
import type { Finding } from '../rules/finding.ts';
import { compareSpans, type FilePath } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Suppression } from '../workspace/suppression.ts';
import { configurationFindings } from './configuration-findings.ts';
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
  const diagnostics = [...configurationFindings(snapshot), ...remaining, ...aboutSuppressions].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.rule < b.rule ? -1 : 1),
  );
  return { diagnostics, suppressed };
}

/**
 * What one rule finds at one place in several builds of a document is said once, as the worst of it. Where it does
 * not hold in all of them, the builds it holds in are named.
 */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, span, object } = finding;
    const key = JSON.stringify([rule, span.file, span.start, span.end, object?.kind, object?.name]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group) => merge(group) ?? []);
}

function merge(group: readonly Finding[]): Finding | undefined {
  const worst = group.toSorted((a, b) => weights[b.severity] - weights[a.severity])[0];
  if (!worst?.build) return worst;
  const same = group.filter(
    ({ message, severity }) => message === worst.message && severity === worst.severity,
  );
  if (same.length >= worst.build.of) return worst;
  const deliveries = same.flatMap(({ build }) => build?.delivery ?? []);
  return { ...worst, related: [...worst.related, ...deliveries] };
}

const weights = { info: 1, warning: 2, error: 3 } as const;

function withLevel(snapshot: Snapshot, finding: Finding): Diagnostic | undefined {
  const level = configurationOf(snapshot).rules[finding.rule] ?? finding.severity;
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
