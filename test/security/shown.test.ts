import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { explanationDocument } from '../../client/explanation-document.ts';
import type { FileSource } from '../../server/host/file-source.ts';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import type { ExplainResult } from '../../server/lsp/protocol.ts';
import { Editor, fullCapabilities, repo } from '../lsp/support/editor.ts';
import { tenant, withAccount } from '../lsp/support/manifests.ts';

/** Names that would be links, commands, pictures, elements or code if they were taken for markup. */
const names = [
  '[run](command:workbench.action.terminal.new)',
  '](command:evil) [',
  '![x](https://example.com/x.png)',
  '<img src=x onerror=alert(1)>',
  '<a href="command:evil">x</a>',
  '`` ` ```](command:evil)`',
  '\\`[x](command:evil)',
  '\n\n[x]: command:evil\n\n[x]',
  'https://example.com',
  '$(zap) **bold**',
];

const quoted = (name: string) => JSON.stringify(name);

function manifestsFor(name: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${quoted(name)}
  labels:
    toolkit.fluxcd.io/tenant: ${quoted(name)}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${quoted(name)}
  namespace: ${quoted(name)}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${quoted(name)}
  namespace: ${quoted(name)}
subjects:
  - kind: ServiceAccount
    name: ${quoted(name)}
    namespace: ${quoted(name)}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${quoted(name)}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${quoted(name)}
  namespace: ${quoted(name)}
spec:
  interval: 5m
  path: ${quoted(name)}
  serviceAccountName: ${quoted(name)}
  targetNamespace: ${quoted(name)}
  sourceRef:
    kind: GitRepository
    name: ${quoted(name)}
    namespace: ${quoted(name)}
`;
}

/** Markdown without what stands for itself: escaped characters, code, and links to files of the workspace. */
function withoutText(markdown: string): string {
  return markdown
    .replace(/(?<!\\)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    .replace(/\\[\\`*_{}[\]()#+.!|<>&~-]/g, '')
    .replace(/\[[^[\]()<>]*\]\(<file:\/\/\/repo\/[^()<>\s]*>\)/g, '');
}

const markup = /[[\]<>`]|command:|https?:/;

test.each(names)('%j is text in every hover', async (name) => {
  const text = manifestsFor(name);
  const editor = await Editor.start({
    files: {},
    capabilities: {
      ...fullCapabilities,
      textDocument: { hover: { contentFormat: ['markdown'] } },
    },
  });
  onTestFinished(() => editor.stop());
  await editor.open('sync.yaml', text);
  let answers = 0;
  for (const [line, content] of text.split('\n').entries()) {
    const hover = await editor.request<{ contents: { value: string } } | null>(
      'textDocument/hover',
      {
        textDocument: { uri: `${repo}/sync.yaml` },
        position: { line, character: Math.max(0, content.length - 2) },
      },
    );
    if (!hover) continue;
    answers++;
    expect(withoutText(hover.contents.value)).not.toMatch(markup);
  }
  expect(answers).toBeGreaterThan(2);
});

test.each(names.map((name) => name.replaceAll('/', '|')))(
  '%j is text as the name of a file that a hover links to',
  async (name) => {
    const editor = await Editor.start({
      files: { [`${name}.yaml`]: tenant },
      capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    });
    onTestFinished(() => editor.stop());
    await editor.open('sync.yaml', withAccount);
    const hover = await editor.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: `${repo}/sync.yaml` },
      position: { line: 1, character: 8 },
    });
    expect(hover.contents.value).toContain('](<file:///repo/');
    expect(withoutText(hover.contents.value)).not.toMatch(/[[\]<>`]/);
  },
);

test.each(names)('%j is text in the document that explains an error', (name) => {
  // As the server puts names into its sentences.
  const sentence = `Object \`${name.replaceAll('`', "'").replace(/\s+/g, ' ')}\` is wrong`;
  const start = { line: 0, character: 0 };
  const place = { uri: `file:///repo/${name}`, range: { start, end: start } };
  const explained: ExplainResult = {
    messages: [
      {
        excerpt: name,
        says: sentence,
        rules: [],
        places: [{ place, role: 'object', message: sentence, rule: name }],
      },
    ],
    named: [name],
    places: [{ place, role: 'object', message: sentence }],
  };
  for (const each of [explained, { ...explained, messages: [] }]) {
    const document = explanationDocument(each, (uri) => uri);
    expect(withoutText(document)).not.toMatch(/[[\]<>]|command:/);
  }
});

test('what looks like a link is none in a message or a status', async () => {
  const file = '[x](command:evil) $(zap).yaml';
  const source: FileSource = Object.assign(new MemoryFileSource({ 'a.yaml': manifestsFor('a') }), {
    unread: [{ path: file, reason: 'permission denied', denied: true }],
  });
  const editor = await Editor.start({ folders: { [repo]: source } });
  onTestFinished(() => editor.stop());
  expect(editor.statuses.at(-1)?.message).toContain('[x] (command:evil)');
  await editor.request('codeAction/resolve', { title: '[x](command:evil)', data: {} });
  const params = { textDocument: { uri: file }, context: null };
  await editor.request('textDocument/codeAction', params).catch(() => undefined);
  expect(editor.shown).toEqual([
    expect.stringContaining('[x] (command:evil)'),
    expect.stringContaining('[x] (command:evil)'),
  ]);
  for (const { message } of editor.statuses) expect(message).not.toMatch(/\]\(|\$\(/);
});

test('the client trusts no markup, makes no command links, and shows no page of its own', () => {
  const sources = ['client', 'server'].flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(directory, file), 'utf8')),
  );
  expect(sources.some((text) => text.includes('new MarkdownString'))).toBe(true);
  // Whoever adds a page gives it a content security policy without `unsafe-…`, and tests that here.
  const risky =
    /isTrusted|supportHtml|supportThemeIcons|createWebviewPanel|registerWebview|registerCustomEditor|`command:|'command:/;
  expect(sources.flatMap((text) => risky.exec(text)?.[0] ?? [])).toEqual([]);
});

test('the extension asks for nothing that needs trust', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest.capabilities).toEqual({
    untrustedWorkspaces: { supported: true },
    virtualWorkspaces: true,
  });
  expect(manifest).not.toHaveProperty('enabledApiProposals');
  expect(manifest).not.toHaveProperty('dependencies');
  for (const point of ['taskDefinitions', 'debuggers', 'terminal', 'authentication']) {
    expect(manifest.contributes).not.toHaveProperty(point);
  }
  // Nobody else's settings decide what is started: none of ours names a program.
  const settings = Object.keys(manifest.contributes.configuration.properties);
  expect(settings.filter((name) => /path|command|exec|args|env|url|server$/i.test(name))).toEqual([
    'fluxTenancy.trace.server',
  ]);
});
