import type {
  CodeAction,
  CreateFile,
  Diagnostic as LspDiagnostic,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { type Acceptance, acceptancesOf, type Diagnostic } from '../core/index.ts';
import type { ActionTarget } from './code-actions.ts';
import { toTextEdit } from './convert.ts';
import { CodeActionKind } from './protocol-values.ts';

/** The ways to accept a finding. Where the client can, it selects the reason, so that typing replaces it. */
export function acceptActions(
  target: ActionTarget,
  shown: LspDiagnostic,
  diagnostic: Diagnostic,
): readonly CodeAction[] {
  const { createsFiles, versionedEdits } = target.abilities;
  return acceptancesOf(target.folder.snapshot, diagnostic)
    .filter(({ creates }) => !creates || (createsFiles && versionedEdits))
    .map((acceptance) => ({
      title: acceptance.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [shown],
      edit: toInsertion(target, acceptance),
    }));
}

function toInsertion(
  { folder, abilities }: ActionTarget,
  { edit, creates, reason }: Acceptance,
): WorkspaceEdit {
  const { file } = edit.span;
  const uri = folder.uriOf(file);
  const plain = toTextEdit(folder.snapshot, edit);
  if (!abilities.versionedEdits) return { changes: { [uri]: [plain] } };
  const snippet = reason && {
    range: plain.range,
    snippet: { kind: 'snippet' as const, value: snippetOf(edit.newText, reason) },
  };
  const change: TextDocumentEdit = {
    textDocument: { uri, version: folder.openText(file)?.version ?? null },
    edits: [(abilities.snippetEdits ? snippet : undefined) ?? plain],
  };
  const creation: CreateFile = { kind: 'create', uri };
  return { documentChanges: creates ? [creation, change] : [change] };
}

/** A text in the grammar of snippets, in which one stretch is to be typed over. */
function snippetOf(text: string, { start, end }: NonNullable<Acceptance['reason']>): string {
  const [before, placeholder, after] = [
    text.slice(0, start),
    text.slice(start, end),
    text.slice(end),
  ].map((part) => part.replace(/[\\$}]/g, '\\$&'));
  return `${before}$\{1:${placeholder}}${after}`;
}
