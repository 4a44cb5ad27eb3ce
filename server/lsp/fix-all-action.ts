import type { CodeAction } from 'vscode-languageserver';
import { safeEditsIn } from '../core/index.ts';
import { fixAllKind } from './capabilities.ts';
import type { ActionTarget } from './code-actions.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** True for the kind itself and for those that include it, such as `source.fixAll`. */
export function coversFixAll(kind: string): boolean {
  return fixAllKind === kind || fixAllKind.startsWith(`${kind}.`);
}

/** Applies all safe fixes of a document at once; nothing where there are none. */
export function fixAllAction(target: ActionTarget): readonly CodeAction[] {
  const edits = safeEditsIn(target.folder.snapshot, target.file);
  if (edits.length === 0) return [];
  const changes = { edits, creations: [], deletions: [] };
  return [
    {
      title: 'Fix all safe findings of Flux Tenancy',
      kind: fixAllKind,
      edit: toWorkspaceEdit(target, changes),
    },
  ];
}
