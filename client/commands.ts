import { commands, type Disposable, window, workspace } from 'vscode';
import { declareTenants } from './declare-tenants.ts';

/** What the commands act on. */
export interface CommandTargets {
  refresh(): Promise<void>;
  showOutput(): void;
  restartServer(): Promise<void>;
  explainError(): Promise<void>;
  showCounters(): Promise<void>;
}

/** Registers what the manifest calls `fluxTenancy.*`. */
export function registerCommands(targets: CommandTargets): Disposable[] {
  return [
    commands.registerCommand('fluxTenancy.refresh', () => targets.refresh()),
    commands.registerCommand('fluxTenancy.showOutput', () => targets.showOutput()),
    commands.registerCommand('fluxTenancy.restartServer', () => targets.restartServer()),
    commands.registerCommand('fluxTenancy.explainError', () => targets.explainError()),
    commands.registerCommand('fluxTenancy.showCounters', () => targets.showCounters()),
    commands.registerCommand('fluxTenancy.newTenantFromSnippet', newTenantFromSnippet),
    commands.registerCommand('fluxTenancy.declareTenants', declareTenants),
  ];
}

/** Unsaved, so that the user decides where tenants are kept. */
async function newTenantFromSnippet(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'yaml' });
  await window.showTextDocument(document);
  // By its name, so that the text of the snippet is in one place.
  const snippet = { langId: 'yaml', name: 'New Tenant' };
  await commands.executeCommand('editor.action.insertSnippet', snippet);
}
