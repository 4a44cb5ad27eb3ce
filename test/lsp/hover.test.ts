import { expect, onTestFinished, test } from 'vitest';
import type { ClientCapabilities, Hover } from 'vscode-languageserver';
import { Editor, repo } from './support/editor.ts';
import { tenant, withAccount } from './support/manifests.ts';

const markdown: ClientCapabilities = {
  textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } },
};

async function hoverOn(
  text: string,
  position: { line: number; character: number },
  capabilities = markdown,
): Promise<Hover | null> {
  const editor = await Editor.start({ files: { 'tenant.yaml': tenant }, capabilities });
  onTestFinished(() => editor.stop());
  await editor.open('sync.yaml', text);
  return editor.request('textDocument/hover', {
    textDocument: { uri: `${repo}/sync.yaml` },
    position,
  });
}

test('a hover is headed with our name and links to where things are written', async () => {
  expect(await hoverOn(withAccount, { line: 1, character: 8 })).toEqual({
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 19 } },
    contents: {
      kind: 'markdown',
      value: [
        '**Flux Tenancy**',
        '',
        'Tenant `team-a` \\(proven\\)  ',
        'Namespace `team-a`  ',
        'Applied as `system:serviceaccount:team-a:team-a`  ',
        `– ClusterRole \`edit\` in \`team-a\`, by [tenant\\.yaml:17](<${repo}/tenant.yaml#L17>)`,
      ].join('\n'),
    },
  });
});

test('clients without markdown get plain text', async () => {
  const hover = await hoverOn(withAccount, { line: 1, character: 8 }, {});
  expect(hover?.contents).toEqual({
    kind: 'plaintext',
    value:
      'Flux Tenancy\n\nTenant team-a (proven)\nNamespace team-a\nApplied as system:serviceaccount:team-a:team-a\n– ClusterRole edit in team-a, by tenant.yaml:17',
  });
});

test('names from files are no markup', async () => {
  const named = withAccount.replace(
    'serviceAccountName: team-a',
    'serviceAccountName: "`![x](https://example.com)<b>"',
  );
  const hover = await hoverOn(named, { line: 1, character: 8 });
  const value = hover && 'value' in Object(hover.contents) ? Object(hover.contents).value : '';
  expect(value).toContain("`system:serviceaccount:team-a:'![x](https://example.com)<b>`");
});

test('where there is nothing to say, the answer is empty', async () => {
  expect(await hoverOn(withAccount, { line: 7, character: 3 })).toBeNull();
  expect(await hoverOn('just: text\n', { line: 0, character: 0 })).toBeNull();
});
