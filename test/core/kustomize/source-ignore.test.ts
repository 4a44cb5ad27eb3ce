import { expect, test } from 'vitest';
import { Workspace } from '../../../server/core/index.ts';
import { leftOutOfArtifact } from '../../../server/core/kustomize/source-ignore.ts';

function leftOut(ignoreFiles: Readonly<Record<string, string>>, paths: readonly string[]) {
  const workspace = new Workspace();
  workspace.applyChanges(Object.entries(ignoreFiles).map(([file, text]) => ({ file, text })));
  return paths.filter(leftOutOfArtifact(workspace.snapshot));
}

test('without patterns the files of CI systems and tools are left out', () => {
  const paths = ['apps/a.yaml', '.github/workflows/a.yaml', 'apps/.sops.yaml', '.flux.yaml'];
  expect(leftOut({}, paths)).toEqual(paths.slice(1));
});

test('patterns take the place of what is usually left out', () => {
  const paths = ['docs/a.yaml', '.github/a.yaml', 'apps/a.yaml'];
  expect(leftOut({ '.sourceignore': '# ours\ndocs/\n' }, paths)).toEqual(['docs/a.yaml']);
});

test('all but one directory', () => {
  const patterns = '/*\n!/kubernetes\n';
  const paths = ['a.yaml', 'kubernetes/a.yaml', 'docs/kubernetes/a.yaml'];
  expect(leftOut({ '.sourceignore': patterns }, paths)).toEqual([
    'a.yaml',
    'docs/kubernetes/a.yaml',
  ]);
});

test('patterns of a directory hold below it', () => {
  const paths = ['a/draft.yaml', 'a/b/draft.yaml', 'draft.yaml', 'a/top.yaml', 'a/b/top.yaml'];
  expect(leftOut({ 'a/.sourceignore': 'draft.yaml\r\n/top.yaml\r\n' }, paths)).toEqual([
    'a/draft.yaml',
    'a/b/draft.yaml',
    'a/top.yaml',
  ]);
});
