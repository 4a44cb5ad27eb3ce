import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { NodeFileSource } from '../../server/node/node-file-source.ts';
import { diskThatRefuses } from '../support/refusing-disk.ts';
import { checkJson, directoryWith, type Files, runIn } from './support/command.ts';
import { clean, oneError } from './support/manifests.ts';

const binary = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0xff, 0xfe]);

const troublesome: Files = {
  'broken.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: [\n',
  'empty.yaml': '',
  'comment.yaml': '# nothing here\n---\n---\n',
  'binary.yaml': binary,
  'crds.yaml': hugeDefinition(2_000_000),
  'template.yaml': 'apiVersion: v1\nkind: {{ .Values.kind }}\n',
  'list.yml': '- 1\n- 2\n',
};

function hugeDefinition(size: number): string {
  const head = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  versions:
`;
  const version = `    - name: v1\n      schema: {openAPIV3Schema: {description: "${'x'.repeat(500)}"}}\n`;
  return head + version.repeat(Math.ceil(size / version.length));
}

describe('whatever lies in a directory', () => {
  test('every other file is still checked, and what was left out is said', async () => {
    const directory = directoryWith({ ...oneError, ...troublesome });
    symlinkSync('.', join(directory, 'loop'));
    symlinkSync('/nowhere', join(directory, 'dangling.yaml'));
    const { code, output } = await checkJson(directory);
    expect(code).toBe(1);
    expect(output.diagnostics.map(({ rule, file }) => `${file} ${rule}`)).toEqual([
      'tenants/sync.yaml missing-service-account',
    ]);
    expect(output.summary.incomplete).toBe(false);
    expect(output.summary.notes).toEqual([
      { file: 'binary.yaml', line: 1, message: expect.stringContaining('binary') },
      { file: 'broken.yaml', line: 4, message: expect.stringContaining('not valid YAML') },
    ]);
  });

  test('broken YAML alone does not change the exit code', async () => {
    const directory = directoryWith({ ...clean, ...troublesome });
    const { code, stdout } = await runIn(directory, ['check', '.']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^note: broken\.yaml:4: not valid YAML/m);
  });

  test('a file that git ignores is checked when it is named', async () => {
    const directory = directoryWith({ ...oneError, '.gitignore': '*', 'tenants/.gitignore': '*' });
    expect((await checkJson(directory)).output.summary.files).toBe(0);
    const { output } = await checkJson(directory, ['tenants/sync.yaml']);
    expect(output.summary.files).toBe(1);
  });
});

describe('a directory that cannot be read', () => {
  const locked = diskThatRefuses('readdirSync', 'secret');
  const parts = { openFiles: (root: string) => new NodeFileSource(root, locked) };
  const files = { ...oneError, 'secret/sync.yaml': '' };

  test('makes the result incomplete, and the others are checked', async () => {
    const { code, output } = await checkJson(directoryWith(files), ['.'], { parts });
    expect(code).toBe(3);
    expect(output.diagnostics).toHaveLength(1);
    expect(output.summary).toMatchObject({
      incomplete: true,
      notes: [{ file: 'secret', line: 1, message: 'not checked: permission denied' }],
    });
  });

  test('concerns single files of the workspace, too', async () => {
    const directory = directoryWith({ ...files, '.git/HEAD': '' });
    const { code, output } = await checkJson(directory, ['tenants/namespace.yaml'], { parts });
    expect(code).toBe(3);
    expect(output.summary.notes).toHaveLength(1);
  });

  test('makes the list of tenants incomplete', async () => {
    const directory = directoryWith(files);
    const outcome = await runIn(directory, ['tenants', '.', '--format', 'json'], { parts });
    expect(outcome.code).toBe(3);
    expect(JSON.parse(outcome.stdout).tenants).toHaveLength(1);
    expect(outcome.stderr).toBe('note: secret: not checked: permission denied\n');
  });
});

test('a file that cannot be read makes the result incomplete', async () => {
  const locked = diskThatRefuses('openSync', 'secret.yaml');
  const parts = { openFiles: (root: string) => new NodeFileSource(root, locked) };
  const directory = directoryWith({ ...oneError, 'secret.yaml': '' });
  const { code, output } = await checkJson(directory, ['.'], { parts });
  expect(code).toBe(3);
  expect(output.diagnostics).toHaveLength(1);
});

describe('a reader that leaves early', () => {
  test('is no failure', async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const outcome = await runIn(directoryWith(oneError), ['check', '.'], { stdout });
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    await new Promise((resume) => setImmediate(resume));
  });

  test('nor is one that was never there', async () => {
    const stdout = new PassThrough();
    stdout.destroy();
    const outcome = await runIn(directoryWith(oneError), ['check', '.'], { stdout });
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    await new Promise((resume) => setImmediate(resume));
  });
});
