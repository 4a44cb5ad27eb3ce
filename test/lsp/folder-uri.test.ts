import { expect, test } from 'vitest';
import { FolderUri, splitUri } from '../../server/lsp/folder-uri.ts';

test.each([
  ['file:///repo', 'file:///repo/a.yaml', 'a.yaml'],
  ['file:///repo/', 'file:///repo/a/b.yaml', 'a/b.yaml'],
  ['file:///repo', 'file:///repo', ''],
  ['file:///repo', 'file:///repo/a%20b/%C3%A9.yaml', 'a b/é.yaml'],
  ['file:///my%20repo', 'file:///my repo/a.yaml', 'a.yaml'],
  ['file:///c%3A/repo', 'file:///C:/repo/a.yaml', 'a.yaml'],
  ['file:///C:/Repo', 'file:///c%3A/repo/A.yaml', 'A.yaml'],
  ['vscode-vfs://GitHub/o/r', 'vscode-vfs://github/o/r/a.yaml', 'a.yaml'],
  ['file:///', 'file:///a.yaml', 'a.yaml'],
  ['file:///repo', 'file:///repository/a.yaml', undefined],
  ['file:///repo', 'file:///Repo/a.yaml', undefined],
  ['file:///repo', 'git:/repo/a.yaml', undefined],
  ['file:///repo', 'file:///repo/a.yaml?ref=HEAD', undefined],
  ['file:///repo', 'file:///repo/../etc/passwd', undefined],
  ['file:///repo', 'file:///repo/a/%2E%2E/b.yaml', undefined],
  ['file:///repo', 'file:///repo/..%2Fb.yaml', undefined],
  ['file:///c%3A/repo', 'file:///c%3A/repo/..%5Cb.yaml', undefined],
  ['file:///repo', 'file:///repo/a..b/.c/...yaml', 'a..b/.c/...yaml'],
])('in %s, %s is %s', (folder, uri, path) => {
  expect(new FolderUri(folder).pathOf(uri)).toBe(path);
});

test('paths become URIs as VS Code spells them, and back', () => {
  const folder = new FolderUri('file:///C:/my repo');
  expect(folder.uriOf('a b/é.yaml')).toBe('file:///c%3A/my%20repo/a%20b/%C3%A9.yaml');
  expect(folder.pathOf(folder.uriOf('a b/é.yaml'))).toBe('a b/é.yaml');
  expect(new FolderUri('file:///').uriOf('a.yaml')).toBe('file:///a.yaml');
});

test('folders are equal however they are spelled, and contain each other', () => {
  expect(new FolderUri('file:///c%3A/x/').key).toBe(new FolderUri('file:///C:/X').key);
  const outer = new FolderUri('file:///repo');
  expect(outer.contains(new FolderUri('file:///repo/apps'))).toBe(true);
  expect(outer.contains(new FolderUri('file:///repo2'))).toBe(false);
});

test('a file of its own has a folder and a name', () => {
  const { folder, file } = splitUri('file:///x/y%20z.yaml');
  expect(file).toBe('y z.yaml');
  expect(folder.pathOf('file:///x/y%20z.yaml')).toBe('y z.yaml');
});
