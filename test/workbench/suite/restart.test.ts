import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { faulty } from '../support/example.ts';
import { activated, codeOf, findings, open, until } from './editor.ts';

const ofRule = (uri: vscode.Uri) => findings(uri).filter((one) => codeOf(one) === faulty.rule);

describe('a server that is killed', () => {
  it('comes back with the documents that are open, saved or not', async () => {
    const api = await activated();
    const { document } = await open(faulty.file);
    const text = document.getText();
    const line = new RegExp(`^ *${faulty.field}\\n`, 'm');
    assert.match(text, line);
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(document.uri, all, text.replace(line, ''));
    await vscode.workspace.applyEdit(edit);
    await until(`a ${faulty.rule} in the unsaved text`, () => ofRule(document.uri).length > 0);

    api.killServer();
    await until('its findings to go with it', () => findings(document.uri).length === 0);
    await until('the findings to come back', () => ofRule(document.uri).length > 0);
    assert.ok(document.isDirty);
    assert.ok((await api.tenants()).length > 0);

    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the saved text to count', () => ofRule(document.uri).length === 0);
  });
});
