import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkJson, directoryWith, type Files, runIn } from './support/command.ts';
import { clean, oneError, sync } from './support/manifests.ts';

const two: Files = {
  ...inFolder('one', oneError),
  ...inFolder('two', oneError),
};

function inFolder(folder: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

describe('several paths', () => {
  test('each is a workspace of its own, its files named with the path as given', async () => {
    const { code, output } = await checkJson(directoryWith(two), ['./two/', 'one']);
    expect(code).toBe(1);
    expect(output.summary).toMatchObject({ errors: 2, files: 6, tenants: 2 });
    expect(output.diagnostics.map(({ file }) => file)).toEqual([
      './two/tenants/sync.yaml',
      'one/tenants/sync.yaml',
    ]);
    expect(output.diagnostics[0]?.fixes[0]?.edits[0]?.file).toBe('./two/tenants/sync.yaml');
  });

  test('the same directory twice is checked once', async () => {
    const { output } = await checkJson(directoryWith(oneError), ['.', './', 'tenants/..']);
    expect(output.summary).toMatchObject({ errors: 1, files: 3 });
  });

  test('absolute paths', async () => {
    const directory = directoryWith(two);
    const paths = [join(directory, 'one'), join(directory, 'two')];
    const { output } = await checkJson('/', paths);
    expect(output.diagnostics[0]?.file).toBe(`${directory}/one/tenants/sync.yaml`);
  });

  test('people get names they can open from where they are', async () => {
    const { stdout } = await runIn(directoryWith(two), ['check', './one/']);
    expect(stdout).toMatch(/^one\/tenants\/sync\.yaml$/m);
    const here = await runIn(directoryWith(oneError), ['check', '.']);
    expect(here.stdout).toMatch(/^tenants\/sync\.yaml$/m);
  });
});

describe('a file as path', () => {
  const files = { ...oneError, 'tenants/other.yaml': sync('team-a').replaceAll('apps', 'other') };

  test('is seen within its repository, and only what concerns it is reported', async () => {
    const directory = directoryWith(files);
    mkdirSync(join(directory, '.git'));
    const { code, output } = await checkJson(directory, ['tenants/sync.yaml']);
    expect(code).toBe(1);
    expect(output.summary).toMatchObject({ errors: 1, files: 1, manifests: 1, tenants: 1 });
    expect(output.diagnostics.map(({ file }) => file)).toEqual(['tenants/sync.yaml']);
  });

  test('without a repository its directory is the workspace', async () => {
    const { output } = await checkJson(directoryWith(files), ['tenants/sync.yaml']);
    expect(output.diagnostics.map(({ file }) => file)).toEqual(['sync.yaml']);
  });

  test('several files of one repository are one workspace', async () => {
    const directory = directoryWith(files);
    mkdirSync(join(directory, '.git'));
    const paths = ['sync.yaml', 'other.yaml', 'namespace.yaml'];
    const { output } = await checkJson(join(directory, 'tenants'), paths);
    expect(output.summary).toMatchObject({ files: 3, tenants: 1 });
    const named = new Set(output.diagnostics.map(({ file }) => file));
    expect([...named]).toEqual(['../tenants/other.yaml', '../tenants/sync.yaml']);
  });

  test('a clean file is clean whatever the others are', async () => {
    const { code } = await checkJson(directoryWith(oneError), ['tenants/namespace.yaml']);
    expect(code).toBe(0);
  });

  test('its own notes are reported, those of others are not', async () => {
    const directory = directoryWith({ ...clean, 'a.yaml': broken, 'b.yaml': broken });
    const { code, output } = await checkJson(directory, ['a.yaml']);
    expect(code).toBe(0);
    expect(output.summary.notes.map(({ file }) => file)).toEqual(['a.yaml']);
  });
});

const broken = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: [\n';
