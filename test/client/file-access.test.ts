import { describe, expect, test } from 'vitest';
import { URI } from 'vscode-uri';
import { FileAccess } from '../../client/file-access.ts';

const [file, directory, link] = [1, 2, 64];
const secret = 'password: hunter2';

/** What lies at an address: a text, or the bits of its type. */
const disk: Readonly<Record<string, string | number>> = {
  'file:///repo/apps/web.yaml': 'kind: Pod',
  'file:///repo/apps': directory,
  'file:///repo/linked': directory | link,
  'file:///repo/linked/web.yaml': secret,
  'file:///repo/linked/deep': directory,
  'file:///repo/linked/deep/web.yaml': secret,
  'file:///repo/link.yaml': file | link,
  'file:///repository/web.yaml': secret,
  'file:///etc/passwd': secret,
  'file:///repo/../etc/passwd': secret,
  'file:///repo/apps/../../etc/passwd': secret,
  'file://host/repo/apps/web.yaml': secret,
  'vscode-vfs://github/o/r/a.yaml': 'kind: Pod',
  'vscode-vfs://github/o/other/a.yaml': secret,
  'vscode-userdata:/repo/apps/web.yaml': secret,
};

function accessTo(folders: readonly string[]) {
  const read: string[] = [];
  const at = (uri: URI) => decodeURIComponent(uri.toString());
  const access = new FileAccess({
    folders: () => folders.map((folder) => URI.parse(folder)),
    parse: (address) => URI.parse(address),
    find: async (folder) =>
      Object.keys(disk)
        .filter((each) => each.startsWith(at(folder)) && each.endsWith('.yaml'))
        .map((each) => URI.parse(each)),
    stat: async (uri) => {
      const found = disk[at(uri)];
      if (found === undefined) throw new Error('there is no such file');
      return { type: typeof found === 'string' ? file : found, size: 1 };
    },
    read: async (uri) => {
      read.push(at(uri));
      return new TextEncoder().encode(String(disk[at(uri)] ?? secret));
    },
  });
  return { access, read };
}

const folders = ['file:///repo', 'vscode-vfs://github/o/r'];

describe('the client reads for the server', () => {
  test.each(['file:///repo/apps/web.yaml', 'vscode-vfs://github/o/r/a.yaml'])(
    '%s, which lies in a workspace folder',
    async (address) => {
      const { access } = accessTo(folders);
      expect(await access.read(address)).toEqual({ text: 'kind: Pod' });
    },
  );

  test.each([
    'file:///etc/passwd',
    'file:///repo/../etc/passwd',
    'file:///repo/apps/../../etc/passwd',
    'file:///repo/apps/%2E%2E/%2E%2E/etc/passwd',
    'file:///repo/..%2Fetc/passwd',
    'file:///repo/..%5C..%5Cetc/passwd',
    'file:///repository/web.yaml',
    'file://host/repo/apps/web.yaml',
    'vscode-vfs://github/o/other/a.yaml',
    'vscode-userdata:/repo/apps/web.yaml',
    'file:///repo/link.yaml',
    'file:///repo/linked/web.yaml',
    'file:///repo/linked/deep/web.yaml',
    'https://example.com/repo/apps/web.yaml',
  ])('not %s', async (address) => {
    const { access, read } = accessTo(folders);
    expect(await access.read(address)).toEqual({ skipped: expect.any(String) });
    expect(read).toEqual([]);
  });

  test('no list from outside, and in one from inside nothing behind a link', async () => {
    const { access } = accessTo(folders);
    expect(await access.list('file:///')).toEqual({ files: [] });
    expect(await access.list('file:///repo/../repository')).toEqual({ files: [] });
    expect(await access.list('file:///repo')).toEqual({
      files: [{ uri: 'file:///repo/apps/web.yaml', size: 1 }],
    });
  });

  test('nothing at all without a folder', async () => {
    const { access } = accessTo([]);
    expect(await access.read('file:///repo/apps/web.yaml')).toHaveProperty('skipped');
  });

  test('the folder of a drive, however it is spelled', async () => {
    const { access, read } = accessTo(['file:///c%3A/Repo']);
    await access.read('file:///C:/repo/a.yaml').catch(() => undefined);
    expect(await access.read('file:///C:/repo/a.yaml')).toEqual({
      skipped: 'there is no such file',
    });
    expect(read).toEqual([]);
  });
});
