import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type FileSystem, NodeFileSource } from '../../server/node/node-file-source.ts';

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'flux-tenancy-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

async function listed(source: NodeFileSource, path = ''): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const { file } of source.list(path)) files.push(file);
  return files;
}

test('lists YAML files, sorted, and only those', async () => {
  const root = folderWith({
    'b/x.yml': '',
    'b/Kustomization': '',
    'a/kustomization.yaml': '12345',
    'a/README.md': '',
    '.git/config.yaml': '',
    'node_modules/p/x.yaml': '',
    '.github/workflow.yaml': '',
  });
  const source = new NodeFileSource(root);
  expect(await listed(source)).toEqual([
    '.github/workflow.yaml',
    'a/kustomization.yaml',
    'b/Kustomization',
    'b/x.yml',
  ]);
  expect(await listed(source, 'b')).toEqual(['b/Kustomization', 'b/x.yml']);
  expect(await listed(source, 'b/x.yml')).toEqual(['b/x.yml']);
  expect(await listed(source, 'a/README.md')).toEqual([]);
  expect(await listed(source, 'node_modules/p')).toEqual([]);
  expect(await listed(source, 'nowhere/x.yaml')).toEqual([]);
  expect(source.unread).toEqual([]);
});

test('leaves out what git leaves out, wherever the scan begins', async () => {
  const root = folderWith({
    '.gitignore': 'out/\n*.gen.yaml\n!keep.gen.yaml\n',
    'out/x.yaml': '',
    'x.gen.yaml': '',
    'keep.gen.yaml': '',
    'sub/.gitignore': '/local.yaml\n!special.gen.yaml\n',
    'sub/local.yaml': '',
    'sub/deep/local.yaml': '',
    'sub/special.gen.yaml': '',
    'sub/other.gen.yaml': '',
  });
  const source = new NodeFileSource(root);
  expect(await listed(source)).toEqual([
    'keep.gen.yaml',
    'sub/special.gen.yaml',
    'sub/deep/local.yaml',
  ]);
  expect(await listed(source, 'out/x.yaml')).toEqual([]);
  expect(await listed(source, 'sub/local.yaml')).toEqual([]);
  expect(await listed(source, 'sub/special.gen.yaml')).toEqual(['sub/special.gen.yaml']);
});

test('does not follow symbolic links, so that loops end', async () => {
  const root = folderWith({ 'a/x.yaml': '' });
  symlinkSync(root, join(root, 'a', 'loop'), 'junction');
  const source = new NodeFileSource(root);
  expect(await listed(source)).toEqual(['a/x.yaml']);
  expect(await listed(source, 'a/loop/a/x.yaml')).toEqual([]);
});

test('decodes what editors decode, without byte order marks, and no binary files', () => {
  const utf16 = Buffer.from('\ufeffa: é\n', 'utf16le');
  const root = folderWith({
    'plain.yaml': 'a: é\n',
    'bom.yaml': '\ufeffa: é\n',
    'little.yaml': utf16,
    'big.yaml': Buffer.from(utf16).swap16(),
    'binary.yaml': new Uint8Array([97, 0, 98]),
  });
  const source = new NodeFileSource(root);
  for (const name of ['plain', 'bom', 'little', 'big']) {
    expect(source.read(`${name}.yaml`), name).toBe('a: é\n');
  }
  expect(source.read('binary.yaml')).toEqual({ skipped: 'it is a binary file' });
});

test('notes what it cannot read instead of failing', async () => {
  const root = folderWith({ 'open/x.yaml': '', 'closed/x.yaml': '', 'big.yaml': '' });
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  const system: FileSystem = {
    ...fs,
    readdirSync: ((path: string, options: { withFileTypes: true }) => {
      if (path.endsWith('closed')) throw denied;
      return fs.readdirSync(path, options);
    }) as FileSystem['readdirSync'],
    readFileSync: (() => {
      throw denied;
    }) as FileSystem['readFileSync'],
  };
  const source = new NodeFileSource(root, system);
  expect(await listed(source)).toEqual(['big.yaml', 'open/x.yaml']);
  expect(source.unread).toEqual([{ path: 'closed', reason: 'permission denied', denied: true }]);
  expect(source.read('open/x.yaml')).toEqual({ skipped: 'permission denied', denied: true });
  expect(source.read('vanished.yaml')).toEqual({ skipped: 'it is gone' });
  expect(source.read('open')).toEqual({ skipped: 'it is not a regular file' });
});

test('a folder that does not exist is noted', async () => {
  const source = new NodeFileSource(join(tmpdir(), 'flux-tenancy-does-not-exist'));
  expect(await listed(source)).toEqual([]);
  expect(source.unread).toEqual([{ path: '', reason: 'it is gone', denied: true }]);
});

test('files that are too large are not even opened', () => {
  const root = folderWith({ 'big.yaml': new Uint8Array(8_000_001).fill(32) });
  expect(new NodeFileSource(root).read('big.yaml')).toEqual({ skipped: 'it is larger than 8 MB' });
});
