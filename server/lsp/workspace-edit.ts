import type {
  CreateFile,
  DeleteFile,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { Fix } from '../core/index.ts';
import type { Abilities } from './abilities.ts';
import type { ActionTarget } from './code-actions.ts';
import { toTextEdit } from './convert.ts';

/** What an edit changes. */
export type Changes = Pick<Fix, 'edits' | 'creations' | 'deletions'>;

/** False for changes of a kind that the client does not know. */
export function isPossible(
  { creations, deletions }: Changes,
  { createsFiles, deletesFiles, versionedEdits }: Abilities,
): boolean {
  return (
    (creations.length === 0 || (createsFiles && versionedEdits)) &&
    (deletions.length === 0 || (deletesFiles && versionedEdits))
  );
}

/** Changes as the client applies them, in one step: for the versions of the documents that they were made from. */
export function toWorkspaceEdit(
  { folder, abilities }: ActionTarget,
  { edits: all, creations: created, deletions: deleted }: Changes,
): WorkspaceEdit {
  const files = [...new Set(all.map(({ span }) => span.file))];
  const edits = files.map((file) => ({
    uri: folder.uriOf(file),
    version: folder.openText(file)?.version ?? null,
    edits: all
      .filter(({ span }) => span.file === file)
      .map((edit) => toTextEdit(folder.snapshot, edit)),
  }));
  if (!abilities.versionedEdits) {
    return { changes: Object.fromEntries(edits.map((one) => [one.uri, one.edits])) };
  }
  const creations = created.flatMap(({ file, text }): [CreateFile, TextDocumentEdit] => {
    const uri = folder.uriOf(file);
    const start = { line: 0, character: 0 };
    const whole = { range: { start, end: start }, newText: text };
    return [
      { kind: 'create', uri },
      { textDocument: { uri, version: null }, edits: [whole] },
    ];
  });
  const changes = edits.map(
    ({ uri, version, edits: own }): TextDocumentEdit => ({
      textDocument: { uri, version },
      edits: own,
    }),
  );
  const deletions = deleted.map(
    (file): DeleteFile => ({ kind: 'delete', uri: folder.uriOf(file) }),
  );
  return { documentChanges: [...creations, ...changes, ...deletions] };
}
