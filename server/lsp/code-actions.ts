import type {
  CodeAction,
  CodeActionParams,
  Diagnostic as LspDiagnostic,
} from 'vscode-languageserver';
import { type FilePath, findFixes } from '../core/index.ts';
import type { Abilities } from './abilities.ts';
import { acceptActions } from './accept-actions.ts';
import { diagnosticSource, offsetOf } from './convert.ts';
import { coversFixAll, fixAllAction } from './fix-all-action.ts';
import type { Folder } from './folder.ts';
import { CodeActionKind } from './protocol-values.ts';
import type { ActionData } from './resolve-action.ts';
import { isPossible, toWorkspaceEdit } from './workspace-edit.ts';

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
  const everything = context.only?.some(coversFixAll) ? fixAllAction(target) : [];
  if (context.only && !context.only.some(coversQuickFix)) return everything;
  const own = context.diagnostics.filter(({ source }) => source === diagnosticSource);
  return [...everything, ...own.flatMap((diagnostic) => actionsFor(target, diagnostic))];
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
      ...(abilities.resolvesEdits
        ? { data: dataFor(target, shown, fix.title) }
        : { edit: toWorkspaceEdit(target, fix) }),
    })),
    ...acceptActions(target, shown, found.diagnostic),
  ];
}

/** Where the client asks again before it applies an action, that is computed from what the texts are then. */
function dataFor({ folder, file }: ActionTarget, { code, range }: LspDiagnostic, title: string) {
  const data: ActionData = {
    uri: folder.uriOf(file),
    rule: String(code),
    start: range.start,
    title,
  };
  return data;
}

/** `quickfix` itself, or the empty kind that stands for all. */
function coversQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix;
}
