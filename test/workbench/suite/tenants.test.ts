import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tenantNames } from '../support/example.ts';
import { activated } from './editor.ts';

describe('tenants', () => {
  it('are those of the example fleet', async () => {
    const api = await activated();
    await vscode.commands.executeCommand('fluxTenancy.tenants.focus');
    const names = (await api.tenants()).map(({ name }) => name);
    assert.deepEqual(names.sort(), tenantNames);
  });

  it('have their commands', async () => {
    await activated();
    const commands = await vscode.commands.getCommands(true);
    for (const name of ['explainError', 'refresh', 'showOutput', 'restartServer']) {
      assert.ok(commands.includes(`fluxTenancy.${name}`), name);
    }
  });
});
