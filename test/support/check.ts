import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  analyze,
  applyEdits,
  type Diagnostic,
  type Fix,
  parseSettings,
  type Snapshot,
  Workspace,
} from '../../server/core/index.ts';
import type { Expectation, ExpectedFix, Scenario } from './scenario.ts';

/** A fix that a scenario's finding offers, and the files it leaves behind. */
export interface OfferedFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  readonly result: ExpectedFix;
}

/** A workspace with the files and settings of a scenario. */
export function workspaceOf(scenario: Pick<Scenario, 'files' | 'settings'>): Workspace {
  const workspace = new Workspace();
  workspace.configure(parseSettings(scenario.settings).settings);
  workspace.applyChanges([...scenario.files].map(([file, text]) => ({ file, text })));
  return workspace;
}

/** All findings of a snapshot, in the form in which scenarios state them. */
export function findingsOf(snapshot: Snapshot): readonly Expectation[] {
  const { diagnostics, crashes } = analyze(snapshot);
  expect(crashes).toEqual([]);
  return [...snapshot.files.keys()].flatMap((file) =>
    (diagnostics.get(file) ?? []).map((diagnostic) => expectationOf(snapshot, diagnostic)),
  );
}

/** The fixes that the findings of one rule offer. */
export function fixesOf(snapshot: Snapshot, rule: string): readonly OfferedFix[] {
  return [...snapshot.files.keys()]
    .flatMap((file) => analyze(snapshot).diagnostics.get(file) ?? [])
    .filter((diagnostic) => diagnostic.rule === rule)
    .flatMap((diagnostic) =>
      diagnostic.fixes().map((fix) => ({
        diagnostic,
        fix,
        result: { title: fix.title, files: filesAfter(snapshot, fix) },
      })),
    );
}

/** What must hold after any fix: it parses, the finding is gone, nothing worse came, no comment was lost. */
export function checkFix(snapshot: Snapshot, { diagnostic, fix, result }: OfferedFix): void {
  const workspace = new Workspace();
  workspace.configure(snapshot.settings);
  const texts = new Map([...snapshot.files].map(([file, { text }]) => [file, text]));
  for (const [file, text] of result.files) {
    for (const document of parseAllDocuments(text)) expect(document.errors, fix.title).toEqual([]);
    texts.set(file, text);
  }
  for (const file of fix.deletions) texts.delete(file);
  const after = workspace.applyChanges([...texts].map(([file, text]) => ({ file, text })));
  const remaining = [...analyze(after).diagnostics.values()].flat();
  const before = [...analyze(snapshot).diagnostics.values()].flat();
  const isSame = (other: Diagnostic) => sayingOf(other) === sayingOf(diagnostic);
  expect(remaining.filter(isSame).length, `${fix.title}: the finding is still there`).toBeLessThan(
    before.filter(isSame).length,
  );
  const isOwnComment = (comment: string) =>
    diagnostic.rule.endsWith('-suppression') && comment.includes('flux-tenancy-ignore');
  const lost = lostComments(snapshot, after).filter((comment) => !isOwnComment(comment));
  expect(lost, `${fix.title}: comments are lost`).toEqual([]);
  const known = new Set(before.map(sayingOf));
  const worse = remaining.filter(
    (other) =>
      !known.has(sayingOf(other)) && weights[other.severity] > weights[diagnostic.severity],
  );
  expect(worse.map(sayingOf), `${fix.title}: something worse came`).toEqual([]);
}

/** The same for what is said of an object before and after its text has moved. */
function sayingOf({ rule, object, message }: Diagnostic): string {
  return `${rule} ${JSON.stringify(object)} ${message}`;
}

function filesAfter(snapshot: Snapshot, fix: Fix): ReadonlyMap<string, string> {
  const files = new Map(fix.creations.map(({ file, text }) => [file, text]));
  for (const file of new Set(fix.edits.map(({ span }) => span.file))) {
    const text = snapshot.files.get(file)?.text ?? '';
    files.set(
      file,
      applyEdits(
        text,
        fix.edits.filter(({ span }) => span.file === file),
      ),
    );
  }
  for (const file of fix.deletions) files.set(file, '');
  return files;
}

function expectationOf(snapshot: Snapshot, diagnostic: Diagnostic): Expectation {
  const { span, severity, rule, message } = diagnostic;
  const lines = snapshot.files.get(span.file)?.lines;
  const start = lines?.positionAt(span.start) ?? { line: 0, column: 0 };
  const end = lines?.positionAt(span.end) ?? start;
  return {
    file: span.file,
    line: start.line,
    start: start.column,
    end: Math.max(start.column + 1, end.line === start.line ? end.column : start.column + 1),
    severity,
    rule,
    message,
    related: diagnostic.related.map(({ span: place, message: text }) => {
      const at = snapshot.files.get(place.file)?.lines.positionAt(place.start);
      return `${place.file}:${(at?.line ?? 0) + 1} ${text}`;
    }),
  };
}

/** Comments may move to another file with what they stand beside, but not get lost. */
function lostComments(before: Snapshot, after: Snapshot): readonly string[] {
  const all = ({ files }: Snapshot) => [...files.values()].flatMap(({ text }) => commentsIn(text));
  const kept = new Set(all(after));
  return all(before).filter((comment) => !kept.has(comment));
}

function commentsIn(text: string): readonly string[] {
  return text.match(/(?<=^|\s)#.*$/gm) ?? [];
}

const weights = { info: 1, warning: 2, error: 3 };
