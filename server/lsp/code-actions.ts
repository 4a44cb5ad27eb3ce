import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CreateFile,
  DeleteFile,
  type Diagnostic as LspDiagnostic,
  TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type FilePath, type Fix, findFixes, rules } from '../core/index.ts';
import type { Abilities } from './abilities.ts';
import { diagnosticSource, offsetOf, toTextEdit } from './convert.ts';
import type { Folder } from './folder.ts';
import { ignoreAction } from './ignore-action.ts';

/** A document that actions are asked for, and what its client can do with them. */
export interface ActionTarget {
  readonly folder: Folder;
  readonly file: FilePath;
  readonly abilities: Abilities;
}

/**
 * What can be done about the diagnostics that the client shows. Everything is computed anew from the current texts:
 * for a diagnostic that no longer applies there is nothing.
 */
export function codeActions(
  target: ActionTarget,
  { context }: CodeActionParams,
): readonly CodeAction[] {
  if (!target.abilities.codeActionLiterals) return [];
  if (context.only && !context.only.some(coversQuickFix)) return [];
  const own = context.diagnostics.filter(({ source }) => source === diagnosticSource);
  return own.flatMap((diagnostic) => actionsFor(target, diagnostic));
}

function actionsFor(target: ActionTarget, shown: LspDiagnostic): readonly CodeAction[] {
  const { folder, file, abilities } = target;
  const start = offsetOf(folder.snapshot, file, shown.range);
  if (start === undefined || typeof shown.code !== 'string') return [];
  const found = findFixes(folder.snapshot, { rule: shown.code, file, start });
  if (!found) return [];
  const fixes = found.fixes.filter((fix) => isPossible(fix, abilities));
  return [
    ...fixes.map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [shown],
      isPreferred: fix.safety === 'safe' && fix === fixes[0],
      edit: toWorkspaceEdit(target, fix),
    })),
    ...(isRule(found.diagnostic.rule) ? [ignoreAction(target, shown, found.diagnostic)] : []),
  ];
}

/** What is said of suppressions and of the configuration cannot be suppressed itself. */
function isRule(id: string): boolean {
  return rules.some(({ meta }) => meta.id === id);
}

/** `quickfix` itself, or the empty kind that stands for all. */
function coversQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix;
}

function isPossible(
  { creations, deletions }: Fix,
  { createsFiles, deletesFiles, versionedEdits }: Abilities,
): boolean {
  return (
    (creations.length === 0 || (createsFiles && versionedEdits)) &&
    (deletions.length === 0 || (deletesFiles && versionedEdits))
  );
}

function toWorkspaceEdit({ folder, abilities }: ActionTarget, fix: Fix): WorkspaceEdit {
  const files = [...new Set(fix.edits.map(({ span }) => span.file))];
  const edits = files.map((file) => ({
    uri: folder.uriOf(file),
    version: folder.openText(file)?.version ?? null,
    edits: fix.edits
      .filter(({ span }) => span.file === file)
      .map((edit) => toTextEdit(folder.snapshot, edit)),
  }));
  if (!abilities.versionedEdits) {
    return { changes: Object.fromEntries(edits.map((one) => [one.uri, one.edits])) };
  }
  const creations = fix.creations.flatMap(({ file, text }) => {
    const uri = folder.uriOf(file);
    const start = { line: 0, character: 0 };
    const whole = { range: { start, end: start }, newText: text };
    return [CreateFile.create(uri), TextDocumentEdit.create({ uri, version: null }, [whole])];
  });
  const changes = edits.map(({ uri, version, edits: own }) =>
    TextDocumentEdit.create({ uri, version }, own),
  );
  const deletions = fix.deletions.map((file) => DeleteFile.create(folder.uriOf(file)));
  return { documentChanges: [...creations, ...changes, ...deletions] };
}
