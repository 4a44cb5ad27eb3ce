import type { Fix } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Suppression } from '../workspace/suppression.ts';

/** Ids of the findings that suppressions themselves give rise to. They cannot be suppressed. */
export const suppressionRules = {
  'suppression-without-reason': 'a suppression that does not say why has no effect',
  'unknown-suppression': 'a suppression names a rule that does not exist',
  'unused-suppression': 'a suppression silences nothing',
} as const;

/** What is wrong with the suppression comments of the workspace. */
export function suppressionFindings(
  snapshot: Snapshot,
  used: ReadonlySet<Suppression>,
): readonly Finding[] {
  const ids = new Set(rules.map(({ meta }) => meta.id));
  const findings: Finding[] = [];
  for (const { suppressions, text } of snapshot.files.values()) {
    for (const suppression of suppressions) {
      const finding = findingAbout(suppression, used.has(suppression), ids, text);
      if (finding) findings.push(finding);
    }
  }
  return findings;
}

function findingAbout(
  suppression: Suppression,
  isUsed: boolean,
  ids: ReadonlySet<string>,
  text: string,
): Finding | undefined {
  const { rule } = suppression;
  if (!ids.has(rule)) {
    return finding(suppression, 'unknown-suppression', 'warning', `there is no rule \`${rule}\``);
  }
  if (suppression.reason === '') {
    const message = `the suppression of \`${rule}\` gives no reason, so it has no effect`;
    return finding(suppression, 'suppression-without-reason', 'warning', message);
  }
  if (isUsed) return undefined;
  const message = `\`${rule}\` reports nothing here`;
  return {
    ...finding(suppression, 'unused-suppression', 'info', message),
    fixes: () => [removal(suppression, text)],
  };
}

function finding(
  { span }: Suppression,
  rule: keyof typeof suppressionRules,
  severity: Finding['severity'],
  message: string,
): Finding {
  return {
    rule,
    message,
    span,
    severity,
    related: [],
    object: undefined,
    tenant: undefined,
    build: undefined,
    fixes: () => [],
  };
}

function removal({ span }: Suppression, text: string): Fix {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const before = text.slice(lineStart, span.start);
  const alone = before.trim() === '';
  const lineBreak = text.indexOf('\n', span.end);
  const edit = alone
    ? { start: lineStart, end: lineBreak < 0 ? text.length : lineBreak + 1 }
    : { start: lineStart + before.trimEnd().length, end: span.end };
  return {
    title: 'Remove the suppression',
    safety: 'safe',
    edits: [{ span: { file: span.file, ...edit }, newText: '' }],
    creations: [],
    deletions: [],
  };
}
