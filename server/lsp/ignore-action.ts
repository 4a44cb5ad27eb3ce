import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic as LspDiagnostic,
  type Range,
  TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic } from '../core/index.ts';
import type { ActionTarget } from './code-actions.ts';

/** Accepts a finding: a comment above its line, with a reason that the user is to fill in. */
export function ignoreAction(
  target: ActionTarget,
  shown: LspDiagnostic,
  { rule, span }: Diagnostic,
): CodeAction {
  const facts = target.folder.snapshot.files.get(target.file);
  const text = facts?.text ?? '';
  const line = facts?.lines.positionAt(span.start).line ?? 0;
  const start = facts?.lines.lineStart(line) ?? 0;
  const [indent] = /^[ \t]*/.exec(text.slice(start)) ?? [''];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const comment = (reason: string) =>
    `${indent}# flux-tenancy-ignore ${rule}: ${reason}${lineBreak}`;
  const at = { line, character: 0 };
  return {
    title: `Ignore ${rule} here, with a reason`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown],
    edit: toInsertion(target, { start: at, end: at }, comment),
  };
}

function toInsertion(
  { folder, file, abilities }: ActionTarget,
  range: Range,
  comment: (reason: string) => string,
): WorkspaceEdit {
  const uri = folder.uriOf(file);
  const document = { uri, version: folder.openText(file)?.version ?? null };
  const plain = { range, newText: comment('reason') };
  if (!abilities.versionedEdits) return { changes: { [uri]: [plain] } };
  // Where the client can, it selects the placeholder, so that typing replaces it.
  const snippet = { range, snippet: { kind: 'snippet' as const, value: comment(placeholder) } };
  const edit = abilities.snippetEdits ? snippet : plain;
  return { documentChanges: [TextDocumentEdit.create(document, [edit])] };
}

/** In the grammar of snippets, where a template string would be mistaken for our own. */
const placeholder = '\u0024{1:reason}';
