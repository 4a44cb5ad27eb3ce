import type { InitializeResult } from 'vscode-languageserver';
import { CodeActionKind, TextDocumentSyncKind } from './protocol-values.ts';

/** What `editor.codeActionsOnSave` names to have safe fixes applied. */
export const fixAllKind = 'source.fixAll.fluxTenancy';

/** What the client is told that we can do. */
export const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
    resolveProvider: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
