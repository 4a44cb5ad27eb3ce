import ignore from 'ignore';
import { sameList } from '../incremental/same.ts';
import type { FilePath } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import {
  baseName,
  type DirectoryPath,
  directoryOf,
  sourceIgnoreFileName,
} from '../workspace/path.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';

/** What source-controller leaves out of an artifact unless told otherwise (fluxcd/pkg:sourceignore/sourceignore.go). */
const usuallyLeftOut = [
  '.git/',
  '.github/',
  '.circleci/',
  '.drone.yml',
  '.flux.yaml',
  '.gitlab-ci.yml',
  '.goreleaser.yml',
  '.sops.yaml',
  '.travis.yml',
  'appveyor.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
];

/** Says of a file whether it is kept out of the artifact that Flux makes of the workspace. */
export function leftOutOfArtifact(snapshot: Snapshot): (file: FilePath) => boolean {
  return derive(snapshot, readPatterns);
}

/** The files that say what is left out; every generated kustomization depends on them. */
export function sourceIgnoreFiles(snapshot: Snapshot): readonly FileFacts[] {
  return derive(snapshot, findSourceIgnoreFiles, sameList);
}

function findSourceIgnoreFiles(snapshot: Snapshot): readonly FileFacts[] {
  return derive(snapshot, sourceIgnorePaths, sameList).flatMap(
    (path) => snapshot.files.get(path) ?? [],
  );
}

function sourceIgnorePaths(snapshot: Snapshot): readonly FilePath[] {
  return [...snapshot.files.keys()].filter((file) => baseName(file) === sourceIgnoreFileName);
}

/** As soon as one `.sourceignore` says something, only git's own files are left out beside that. */
function readPatterns(snapshot: Snapshot): (file: FilePath) => boolean {
  const patterns = [...sourceIgnoreFiles(snapshot)]
    .sort((a, b) => a.file.length - b.file.length)
    .flatMap(patternsIn);
  const matcher = ignore({ ignorecase: false }).add(
    patterns.length > 0 ? ['.git/', ...patterns] : usuallyLeftOut,
  );
  return (file) => matcher.ignores(file);
}

function patternsIn({ file, text }: FileFacts): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => below(directoryOf(file), line));
}

/** A pattern as it reads from the root of the workspace: without a slash inside, it holds at any depth. */
function below(directory: DirectoryPath, line: string): string {
  if (directory === '') return line;
  const negation = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(negation.length);
  const isAnchored = pattern.replace(/\/$/, '').includes('/');
  return `${negation}/${directory}/${isAnchored ? '' : '**/'}${pattern.replace(/^\//, '')}`;
}
