import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, codeOf, fileUri, findings } from './editor.ts';

interface Snippet {
  readonly body: string | readonly string[];
}

// The bundle of this suite lies in test-results/workbench/.
const folder = join(__dirname, '..', '..', 'snippets');

const snippets = readdirSync(folder).flatMap((file) =>
  Object.entries<Snippet>(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
);

/** Inserts a snippet into a new file of the fleet and returns the errors found in it. */
async function errorsIn(body: string): Promise<readonly string[]> {
  const api = await activated();
  const uri = fileUri('snippet.yaml');
  await vscode.workspace.fs.writeFile(uri, new Uint8Array());
  const editor = await vscode.window.showTextDocument(uri);
  await editor.insertSnippet(new vscode.SnippetString(body));
  // The server publishes what it finds before it answers; the second answer leaves the editor time to take that in.
  await api.tenants();
  await api.tenants();
  const errors = findings(uri).filter((one) => one.severity === vscode.DiagnosticSeverity.Error);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.workspace.fs.delete(uri);
  return errors.map((one) => `${codeOf(one)}: ${one.message}`);
}

describe('snippets', () => {
  it('would show an error', async () => {
    const faulty = [
      'apiVersion: kustomize.toolkit.fluxcd.io/v1',
      'kind: Kustomization',
      'metadata:',
      '  name: snippet',
      '  namespace: checkout',
      'spec:',
      '  targetNamespace: catalog',
      '  serviceAccountName: checkout',
      '  sourceRef:',
      '    kind: GitRepository',
      '    name: checkout',
    ];
    const [error] = await errorsIn(faulty.join('\n'));
    assert.match(error ?? 'none', /^target-namespace-mismatch/);
  });

  for (const [name, { body }] of snippets) {
    it(`"${name}" is without errors as inserted`, async () => {
      const text = typeof body === 'string' ? body : body.join('\n');
      assert.deepEqual(await errorsIn(text), []);
    });
  }
});
