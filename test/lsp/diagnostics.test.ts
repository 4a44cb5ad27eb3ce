import { describe, expect, onTestFinished, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import type { FileSource } from '../../server/host/file-source.ts';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import { Editor, type EditorOptions, repo } from './support/editor.ts';
import { deployment, tenant, withAccount, withoutAccount } from './support/manifests.ts';

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };
const flaggedFile = `${repo}/apps/team-a.yaml`;

async function start(options: EditorOptions = { files }): Promise<Editor> {
  const editor = await Editor.start(options);
  onTestFinished(() => editor.stop());
  return editor;
}

describe('first scan', () => {
  test('publishes the diagnostics of files that nobody has open', async () => {
    const editor = await start();
    expect(editor.flagged).toEqual([flaggedFile]);
    expect(editor.published).toHaveLength(1);
    const [diagnostic] = editor.diagnosticsOf('apps/team-a.yaml');
    expect(diagnostic).toMatchObject({
      source: 'flux-tenancy',
      code: 'missing-service-account',
      severity: 1,
      codeDescription: {
        href: expect.stringMatching(/\/docs\/rules\/missing-service-account\.md$/),
      },
      data: { rule: 'missing-service-account', revision: expect.any(Number) },
    });
    expect(editor.published[0]).not.toHaveProperty('version');
  });

  test('says how far it is', async () => {
    const editor = await start();
    expect(editor.statuses.map(({ state }) => state)).toEqual(['scanning', 'ready']);
    expect(editor.statuses.at(-1)).toEqual({
      state: 'ready',
      files: 2,
      fluxFiles: 2,
      tenants: 1,
      message: 'Checked 2 files and found 1 tenant.',
    });
  });

  test('is silent where there is no Flux', async () => {
    const editor = await start({ files: { 'web.yaml': deployment, 'values.yaml': 'a: [' } });
    expect(editor.published).toEqual([]);
    expect(editor.shown).toEqual([]);
    expect(editor.logged).toEqual([]);
    expect(editor.modelChanges).toBe(0);
    expect(await editor.settled()).toEqual({
      tenants: [],
      hasFlux: false,
      situation: 'no-flux',
    });
    expect(editor.statuses.at(-1)).toMatchObject({ state: 'ready', fluxFiles: 0 });
  });

  test('survives broken YAML, and says of it what can be said', async () => {
    const broken = 'apiVersion: v1\nkind: "Namespace\nmetadata: {{ nonsense }\n\t- [';
    const editor = await start({ files: { ...files, 'broken.yaml': broken } });
    expect(editor.flagged).toEqual([flaggedFile]);
    expect(editor.statuses.at(-1)?.state).toBe('ready');
  });

  test('reads through the client where the client says so', async () => {
    const editor = await start({
      folders: { 'vscode-vfs://github/o/r': new MemoryFileSource(files) },
      initializationOptions: { fileAccess: 'client' },
    });
    expect(editor.flagged).toEqual(['vscode-vfs://github/o/r/apps/team-a.yaml']);
  });
});

describe('open documents', () => {
  test('count instead of the disk, and fall back to it when closed', async () => {
    const editor = await start();
    await editor.open('apps/team-a.yaml', withoutAccount);
    await editor.change('apps/team-a.yaml', withAccount);
    await editor.settled();
    expect(editor.flagged).toEqual([]);
    await editor.close('apps/team-a.yaml');
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile]);
  });

  test('are not overwritten by what changes on disk', async () => {
    const source = new MemoryFileSource(files);
    const editor = await start({ folders: { [repo]: source } });
    await editor.open('apps/team-a.yaml', withAccount);
    source.texts.set('apps/team-a.yaml', `${withoutAccount}# more\n`);
    await editor.watched({ 'apps/team-a.yaml': 'Changed' });
    await editor.settled();
    expect(editor.flagged).toEqual([]);
  });

  test('are published with their version, and only when something is different', async () => {
    const editor = await start();
    const before = editor.published.length;
    await editor.open('apps/team-a.yaml', withoutAccount, 7);
    await editor.change('apps/team-a.yaml', `${withoutAccount}# a comment at the end\n`);
    await editor.settled();
    expect(editor.published).toHaveLength(before);
    await editor.change('apps/team-a.yaml', `# a comment above\n${withoutAccount}`);
    await editor.settled();
    expect(editor.published).toHaveLength(before + 1);
    expect(editor.published.at(-1)).toMatchObject({ uri: flaggedFile, version: 9 });
  });

  test('are judged after a pause in typing, once', async () => {
    const editor = await start();
    const before = editor.published.length;
    await editor.open('apps/team-a.yaml', withoutAccount);
    for (const text of ['# a\n', '# a\n# b\n', '']) {
      await editor.change('apps/team-a.yaml', `${text}${withAccount}`);
    }
    // An answer to another request shows that the changes have arrived.
    await editor.request('textDocument/codeAction', {}).catch(() => undefined);
    expect(editor.published).toHaveLength(before);
    editor.clock.advance(50);
    await editor.settled();
    expect(editor.published).toHaveLength(before + 1);
    expect(editor.flagged).toEqual([]);
  });

  test('may lie in no folder, and are then checked on their own', async () => {
    const editor = await start();
    const file = 'file:///elsewhere/team-b.yaml';
    await editor.open(file, `${tenant}---\n${withoutAccount}`);
    await editor.settled();
    expect(editor.rulesIn(file)).toContain('missing-service-account');
    await editor.close(file);
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile]);
  });

  test('are ignored where they are no files', async () => {
    const editor = await start();
    const text = `${tenant}---\n${withoutAccount}`;
    await editor.open('untitled:Untitled-1.yaml', text);
    await editor.open('git:/repo/apps/team-a.yaml?ref=HEAD', text);
    await editor.open(`${repo}/README.md`, text);
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile]);
  });

  test('work without any folder', async () => {
    const editor = await start({ files: {}, open: [] });
    await editor.open('file:///alone.yaml', `${tenant}---\n${withoutAccount}`);
    await editor.settled();
    expect(editor.flagged).toEqual(['file:///alone.yaml']);
  });
});

describe('changes on disk', () => {
  test('a file that is created, changed and deleted', async () => {
    const source = new MemoryFileSource({ 'tenants/team-a.yaml': tenant });
    const editor = await start({ folders: { [repo]: source } });
    expect(editor.flagged).toEqual([]);
    source.texts.set('apps/team-a.yaml', withoutAccount);
    await editor.watched({ 'apps/team-a.yaml': 'Created' });
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile]);
    source.texts.set('apps/team-a.yaml', withAccount);
    await editor.watched({ 'apps/team-a.yaml': 'Changed' });
    await editor.settled();
    expect(editor.flagged).toEqual([]);
    source.texts.set('apps/team-a.yaml', withoutAccount);
    await editor.watched({ 'apps/team-a.yaml': 'Changed' });
    await editor.settled();
    source.texts.delete('apps/team-a.yaml');
    await editor.watched({ 'apps/team-a.yaml': 'Deleted' });
    await editor.settled();
    expect(editor.published.at(-1)).toEqual({ uri: flaggedFile, diagnostics: [] });
  });

  test('a directory that is deleted and one that is moved in', async () => {
    const source = new MemoryFileSource(files);
    const editor = await start({ folders: { [repo]: source } });
    source.texts.delete('apps/team-a.yaml');
    await editor.watched({ apps: 'Deleted' });
    await editor.settled();
    expect(editor.flagged).toEqual([]);
    source.texts.set('moved/deep/team-a.yaml', withoutAccount);
    await editor.watched({ moved: 'Created' });
    await editor.settled();
    expect(editor.flagged).toEqual([`${repo}/moved/deep/team-a.yaml`]);
  });

  test('that nobody reported are found when the client asks for it', async () => {
    const source = new MemoryFileSource(files);
    const editor = await start({ folders: { [repo]: source } });
    source.texts.set('apps/team-a.yaml', withAccount);
    source.texts.set('apps/team-b.yaml', withoutAccount);
    source.texts.delete('tenants/team-a.yaml');
    await editor.notify('fluxTenancy/reread', {});
    const fresh = await start({
      folders: { [repo]: new MemoryFileSource(Object.fromEntries(source.texts)) },
    });
    expect(await editor.settled()).toEqual(await fresh.settled());
    expect(editor.flagged).toEqual(fresh.flagged);
  });

  test('a folder whose parent is deleted and comes back', async () => {
    const source = new MemoryFileSource(files);
    const editor = await start({ folders: { [repo]: source } });
    source.texts.clear();
    await editor.watched({ 'file:///': 'Deleted' });
    await editor.settled();
    expect(editor.flagged).toEqual([]);
    for (const [file, text] of Object.entries(files)) source.texts.set(file, text);
    await editor.watched({ 'file:///': 'Created' });
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile]);
  });

  test('are watched by the client', async () => {
    const editor = await start();
    const [watching] = editor.registered
      .flatMap(({ registrations }) => registrations)
      .filter(({ method }) => method === 'workspace/didChangeWatchedFiles');
    expect(JSON.stringify(watching?.registerOptions)).toContain('**/*.{yaml,yml}');
  });
});

describe('folders', () => {
  const second = 'file:///second';
  const folders = () => ({
    [repo]: new MemoryFileSource(files),
    [second]: new MemoryFileSource(files),
  });
  const change = (editor: Editor, added: string[], removed: string[]) => {
    const named = (uris: string[]) => uris.map((uri) => ({ uri, name: uri }));
    return editor.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: named(added), removed: named(removed) },
    });
  };

  test('come and go', async () => {
    const editor = await start({ folders: folders(), open: [repo] });
    await change(editor, [second], []);
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile, `${second}/apps/team-a.yaml`]);
    await change(editor, [], [repo]);
    await editor.settled();
    expect(editor.flagged).toEqual([`${second}/apps/team-a.yaml`]);
  });

  test('inside others are part of those', async () => {
    const editor = await start({ open: [`${repo}/apps`, repo], files });
    expect(editor.flagged).toEqual([flaggedFile]);
    expect((await editor.settled()).tenants).toHaveLength(1);
  });

  test('take over documents that were on their own before', async () => {
    const editor = await start({ folders: folders(), open: [repo] });
    await editor.open(`${second}/apps/team-a.yaml`, withAccount);
    await change(editor, [second], []);
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile]);
    await editor.close(`${second}/apps/team-a.yaml`);
    await editor.settled();
    expect(editor.flagged).toEqual([flaggedFile, `${second}/apps/team-a.yaml`]);
  });
});

describe('faults', () => {
  test('of a handler are logged and survived', async () => {
    const editor = await start();
    const params = { textDocument: { uri: flaggedFile }, context: null };
    await expect(editor.request('textDocument/codeAction', params)).rejects.toThrow(
      'codeAction failed; see the log',
    );
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 1 }] });
    await editor.notify('textDocument/didOpen', { textDocument: { uri: 'x', text: 0 } });
    await editor.open('apps/team-a.yaml', withAccount);
    await editor.settled();
    expect(editor.flagged).toEqual([]);
    expect(editor.logged.join()).toContain('codeAction failed');
  });

  test('of a source are logged and make the results incomplete', async () => {
    const faulty: FileSource = {
      readsAtOnce: 1,
      unread: [],
      list: (path) => new MemoryFileSource(files).list(path),
      read: (file) => {
        if (file.startsWith('apps/')) throw new Error('out of order');
        return tenant;
      },
    };
    const editor = await start({ folders: { [repo]: faulty } });
    expect(editor.logged.join()).toContain('out of order');
    await editor.open('apps/team-a.yaml', `${tenant}---\n${withoutAccount}`);
    await editor.settled();
    expect(editor.statuses.at(-1)).toMatchObject({
      state: 'incomplete',
      message: expect.stringContaining('out of order'),
    });
  });

  test('files that cannot be read are named', async () => {
    const source = new MemoryFileSource(files);
    Object.assign(source, { unread: [{ path: 'secret', reason: 'permission denied' }] });
    const editor = await start({ folders: { [repo]: source } });
    expect(editor.statuses.at(-1)).toMatchObject({
      state: 'incomplete',
      message: 'secret could not be read (permission denied).',
    });
    expect(editor.flagged).toEqual([flaggedFile]);
  });
});

test('who cancels a request before its turn gets no answer, and nobody works on one', async () => {
  const editor = await start();
  const cancellation = new CancellationTokenSource();
  const superseded = editor.request(
    'textDocument/hover',
    { textDocument: null },
    cancellation.token,
  );
  cancellation.cancel();
  await expect(superseded).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect(editor.logged).toEqual([]);
});
