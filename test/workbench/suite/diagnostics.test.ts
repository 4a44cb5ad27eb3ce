import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { faulty, fields } from '../support/example.ts';
import { activated, codeOf, findings, open, until } from './editor.ts';

const ofRule = (uri: vscode.Uri) => findings(uri).filter((one) => codeOf(one) === faulty.rule);

describe('diagnostics', () => {
  it('activate with a YAML file', async () => {
    await open(faulty.file);
    await until('the extension to be active', () =>
      Boolean(vscode.extensions.getExtension('flux-tenancy.flux-tenancy')?.isActive),
    );
  });

  it('go once the quick fix is applied and the file is saved', async () => {
    await activated();
    const { document } = await open(faulty.file);
    const [finding] = await until(`a ${faulty.rule}`, () => {
      const found = ofRule(document.uri);
      return found.length > 0 && found;
    });
    assert.ok(finding);
    const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    assert.ok(action?.edit, 'the first code action has an edit');
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(fields(document.getText()), 2);
    await document.save();
    await until('the problem to be gone', () => ofRule(document.uri).length === 0);
  });
});
