import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { NodeFileSource } from '../../server/node/node-file-source.ts';
import { diskThatRefuses } from '../support/refusing-disk.ts';

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'flux-tenancy-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

function listed(source: NodeFileSource, ...paths: readonly string[]): readonly string[] {
  return [...source.list(paths.length === 0 ? [''] : paths)].flat().map(({ file }) => file);
}

test('lists YAML files, sorted, and only those', () => {
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
  expect(listed(source)).toEqual([
    '.github/workflow.yaml',
    'a/kustomization.yaml',
    'b/Kustomization',
    'b/x.yml',
  ]);
  expect(listed(source, 'b')).toEqual(['b/Kustomization', 'b/x.yml']);
  expect(listed(source, 'b/x.yml')).toEqual(['b/x.yml']);
  expect(listed(source, 'a/README.md')).toEqual([]);
  expect(listed(source, 'node_modules/p')).toEqual([]);
  expect(listed(source, 'nowhere/x.yaml')).toEqual([]);
  expect(source.unread).toEqual([]);
});

test('leaves out what git leaves out, wherever the scan begins', () => {
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
  expect(listed(source)).toEqual(['keep.gen.yaml', 'sub/special.gen.yaml', 'sub/deep/local.yaml']);
  expect(listed(source, 'out/x.yaml')).toEqual([]);
  expect(listed(source, 'sub/local.yaml')).toEqual([]);
  expect(listed(source, 'sub/special.gen.yaml')).toEqual(['sub/special.gen.yaml']);
});

test('does not follow symbolic links, so that loops end', () => {
  const root = folderWith({ 'a/x.yaml': '' });
  symlinkSync(root, join(root, 'a', 'loop'), 'junction');
  const source = new NodeFileSource(root);
  expect(listed(source)).toEqual(['a/x.yaml']);
  expect(listed(source, 'a/loop/a/x.yaml')).toEqual([]);
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

test('notes what it cannot read instead of failing', () => {
  const root = folderWith({ 'open/x.yaml': '', 'closed/x.yaml': '', 'big.yaml': '' });
  const source = new NodeFileSource(root, diskThatRefuses('readdirSync', 'closed'));
  expect(listed(source)).toEqual(['big.yaml', 'open/x.yaml']);
  expect(source.unread).toEqual([{ path: 'closed', reason: 'permission denied', denied: true }]);
  expect(source.read('vanished.yaml')).toEqual({ skipped: 'it is gone' });
  expect(source.read('open')).toEqual({ skipped: 'it is not a regular file' });
  const denying = new NodeFileSource(root, diskThatRefuses('openSync', 'x.yaml'));
  expect(denying.read('open/x.yaml')).toEqual({ skipped: 'permission denied', denied: true });
});

test('a directory that vanishes while the folder is read is nothing to speak of', () => {
  const root = folderWith({ 'a/x.yaml': '', 'b/x.yaml': '', 'c/x.yaml': '' });
  const source = new NodeFileSource(root);
  const files: string[] = [];
  for (const group of source.list([''])) {
    files.push(...group.map(({ file }) => file));
    if (group.length > 0) rmSync(join(root, 'b'), { recursive: true, force: true });
  }
  expect(files).toEqual(['a/x.yaml', 'c/x.yaml']);
  expect(source.unread).toEqual([]);
  expect(source.read('b/x.yaml')).toEqual({ skipped: 'it is gone' });
});

test('a folder that vanishes while it is read is noted', () => {
  const root = folderWith({ 'a/x.yaml': '' });
  const source = new NodeFileSource(root, {
    ...diskThatRefuses('readdirSync', root, 'ENOENT'),
  });
  expect(listed(source)).toEqual([]);
  expect(source.unread).toEqual([{ path: '', reason: 'it is gone', denied: true }]);
});

test('several paths are listed in one go, with the ignore rules that hold for each', () => {
  const root = folderWith({
    '.gitignore': 'out\n',
    'a/.gitignore': 'x.yaml\n',
    'a/x.yaml': '',
    'a/y.yaml': '',
    'b/x.yaml': '',
    'out/x.yaml': '',
  });
  const source = new NodeFileSource(root);
  const paths = ['a/x.yaml', 'a/y.yaml', 'b', 'out/x.yaml', 'out', 'b/z.yaml'];
  expect(listed(source, ...paths)).toEqual(['a/y.yaml', 'b/x.yaml']);
  expect(source.unread).toEqual([]);
});

test('what a clone leaves out for itself stays out, unless an ignore file lets it in', () => {
  const root = folderWith({
    '.git/info/exclude': 'mine.yaml\nours.yaml\n',
    '.gitignore': '!ours.yaml\n',
    'mine.yaml': '',
    'ours.yaml': '',
  });
  const source = new NodeFileSource(root);
  expect(listed(source)).toEqual(['ours.yaml']);
  expect(listed(source, 'mine.yaml', 'ours.yaml')).toEqual(['ours.yaml']);
});

test.runIf(process.platform === 'linux')('names that are not UTF-8 are noted', () => {
  const root = folderWith({ 'good/x.yaml': '', '\ufffd.yaml': 'a: 1\n' });
  const name = (...parts: readonly (string | number[])[]) =>
    Buffer.concat([Buffer.from(`${root}/`), ...parts.map((part) => Buffer.from(part as string))]);
  writeFileSync(name('good/', [0xff], '.yaml'), '');
  mkdirSync(name([0xfe]));
  const source = new NodeFileSource(root);
  expect(listed(source)).toEqual(['\ufffd.yaml', 'good/x.yaml']);
  const reason = 'its name is not valid UTF-8';
  expect(source.unread).toEqual([
    { path: '\ufffd', reason, denied: true },
    { path: 'good/\ufffd.yaml', reason, denied: true },
  ]);
});

test('links are never read, wherever they lead', () => {
  const outside = folderWith({ 'secret.yaml': 'a: 1\n', config: '[remote "x"]\nurl = secret\n' });
  const root = folderWith({ 'a/x.yaml': '' });
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'a', 'secret.yaml'));
  symlinkSync(outside, join(root, 'b'), 'junction');
  symlinkSync(outside, join(root, '.git'), 'junction');
  const source = new NodeFileSource(root);
  expect(listed(source)).toEqual(['a/x.yaml']);
  expect(listed(source, 'a/secret.yaml', 'b/secret.yaml', 'b')).toEqual([]);
  expect(source.read('a/secret.yaml')).toEqual({ skipped: 'it is not a regular file' });
  expect(source.checkout().remotes).toEqual([]);
});

test.runIf(process.platform === 'linux')('a pipe does not keep anybody waiting', () => {
  const root = folderWith({ 'x.yaml': '' });
  execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
  const source = new NodeFileSource(root);
  expect(listed(source)).toEqual(['x.yaml']);
  expect(source.read('pipe.yaml')).toEqual({ skipped: 'it is not a regular file' });
});

test('a folder that does not exist is noted', () => {
  const source = new NodeFileSource(join(tmpdir(), 'flux-tenancy-does-not-exist'));
  expect(listed(source)).toEqual([]);
  expect(source.unread).toEqual([{ path: '', reason: 'it is gone', denied: true }]);
});

test('files that are too large are not even opened', () => {
  const root = folderWith({ 'big.yaml': new Uint8Array(8_000_001).fill(32) });
  expect(new NodeFileSource(root).read('big.yaml')).toEqual({ skipped: 'it is larger than 8 MB' });
});
