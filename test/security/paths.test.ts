import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { bundles, compile } from '../../scripts/build.mjs';
import { NodeFileSource } from '../../server/node/node-file-source.ts';
import { Editor } from '../lsp/support/editor.ts';
import { hostileFiles } from './support/hostile.ts';

let directoryOfCommand = '';

beforeAll(async () => {
  directoryOfCommand = realpathSync(mkdtempSync(join(tmpdir(), 'flux-tenancy-command-')));
  const bundle = bundles.find(({ output }) => output === 'dist/cli.cjs');
  if (!bundle) throw new Error('the command line is not bundled');
  const { outputFiles } = await compile(bundle, true);
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(directoryOfCommand, basename(path)), contents);
  }
}, 60_000);

afterAll(() => rmSync(directoryOfCommand, { recursive: true, force: true }));

/** What lies outside of the workspace, and would be seen in any result if it were read. */
const canary = `apiVersion: v1
kind: Namespace
metadata:
  name: hunter2
  labels:
    toolkit.fluxcd.io/tenant: hunter2
`;

/** A workspace full of paths and links that lead out of it, beside a directory that is none of its business. */
function hostileWorkspace(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'flux-tenancy-hostile-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const [workspace, outside] = [join(directory, 'workspace'), join(directory, 'outside')];
  for (const each of [workspace, outside, join(outside, 'git')]) mkdirSync(each);
  writeFileSync(join(outside, 'canary.yaml'), canary);
  writeFileSync(join(outside, 'kustomization.yaml'), 'resources: [canary.yaml]\n');
  writeFileSync(join(outside, 'git', 'config'), '[remote "x"]\n  url = https://hunter2\n');
  for (const [file, text] of Object.entries(hostileFiles)) {
    writeFileSync(join(workspace, file), text);
  }
  symlinkSync(outside, join(workspace, 'linked-directory'));
  symlinkSync(join(outside, 'canary.yaml'), join(workspace, 'linked-file.yaml'));
  symlinkSync('..', join(workspace, 'up'));
  return workspace;
}

/** Before Node 23, the flag has a longer name. */
const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/** Runs the command line in a Node that may read nothing but the given directories, write nothing and start nothing. */
function runConfined(args: readonly string[], readable: readonly string[]) {
  const allowed = [directoryOfCommand, ...readable].map((each) => `--allow-fs-read=${each}/*`);
  const script = join(directoryOfCommand, 'cli.cjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [permission, '--no-warnings', ...allowed, script, ...args],
    { cwd: directoryOfCommand, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

test.each(['check', 'tenants', 'objects'])(
  '%s reads nothing outside of the workspace, whatever its content names',
  (command) => {
    const workspace = hostileWorkspace();
    const { status, output } = runConfined([command, workspace], [workspace]);
    expect(output).not.toMatch(/hunter2|could not be read|permission|denied|root:x/i);
    // Incomplete is what it would be if a read had been tried and refused.
    expect([0, 1]).toContain(status);
    expect(output).toContain('sync.yaml');
  },
  30_000,
);

test('a read that is refused would be seen', () => {
  const workspace = hostileWorkspace();
  const { status, output } = runConfined(['check', workspace], []);
  expect([2, 3]).toContain(status);
  expect(output).not.toBe('');
}, 30_000);

test('the server follows no link and no path out of its folder, also where a client reports them as changed', async () => {
  const workspace = hostileWorkspace();
  const folder = pathToFileURL(workspace).href;
  const read: string[] = [];
  const source = new NodeFileSource(workspace);
  const spied = new Proxy(source, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...params: unknown[]) => {
        if (String(name).startsWith('read')) read.push(...params.flat().map(String));
        return value.apply(target, params);
      };
    },
  });
  const editor = await Editor.start({ folders: { [folder]: spied } });
  onTestFinished(() => editor.stop());
  await editor.watched({
    [`${folder}/../outside/canary.yaml`]: 'Created',
    [`${folder}/%2E%2E/outside`]: 'Created',
    [`${folder}/linked-directory`]: 'Created',
    [`${folder}/linked-directory/canary.yaml`]: 'Changed',
    [`${folder}/linked-file.yaml`]: 'Changed',
    [`${folder}/up`]: 'Created',
    [`${folder}/up/outside/canary.yaml`]: 'Created',
    [`${folder}/tenant.yaml`]: 'Changed',
  });
  const { tenants } = await editor.settled();
  expect(tenants.map(({ name }) => name)).toEqual(['a']);
  expect(read).toContain('tenant.yaml');
  expect(read.filter((file) => /\.\.|linked|^up|outside/.test(file))).toEqual([]);
});
