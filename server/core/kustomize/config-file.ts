import { remembered } from '../text/memo.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import {
  baseName,
  type DirectoryPath,
  directoryOf,
  isKustomizationFile,
} from '../workspace/path.ts';
import { directoriesOf, kustomizationFileOf, type Snapshot } from '../workspace/snapshot.ts';
import { textAt, type YamlMap } from '../yaml/node.ts';
import type { BuildTrace } from './build-trace.ts';
import { type KustomizeConfig, readConfig } from './kustomize-config.ts';

/** Reads the configuration of a directory that an entry names. Notes down why, where there is none to use. */
export function configOf(
  snapshot: Snapshot,
  directory: DirectoryPath,
  entry: Span,
  trace: BuildTrace,
): KustomizeConfig | undefined {
  const facts = kustomizationFileOf(snapshot, directory);
  if (!facts) {
    const isThere = directoriesOf(snapshot).has(directory);
    trace.fail(`\`${directory}\` ${isThere ? 'holds no kustomization' : 'does not exist'}`, entry);
    return undefined;
  }
  trace.take(facts.file, 'config');
  const names = directoriesOf(snapshot).get(directory)?.files.filter(isKustomizationFile) ?? [];
  for (const file of names) {
    if (file === facts.file) continue;
    trace.fail(`beside \`${baseName(facts.file)}\`, kustomize takes no second file`, startOf(file));
  }
  const [document] = facts.documents();
  const [problem] = document?.problems ?? [];
  if (problem) trace.fail(`the kustomization is no valid YAML: ${problem.message}`, problem.span);
  if (document?.root?.type !== 'map') {
    trace.fail('the kustomization is empty', startOf(facts.file));
    return undefined;
  }
  checkHead(document.root, trace);
  return configIn(facts);
}

/** The same file gives the same configuration again. */
export const configIn = remembered((facts: FileFacts): KustomizeConfig | undefined => {
  const root = facts.documents()[0]?.root;
  return root?.type === 'map' ? readConfig(directoryOf(facts.file), root) : undefined;
});

function startOf(file: FilePath): Span {
  return { file, start: 0, end: 0 };
}

function checkHead(root: YamlMap, trace: BuildTrace): void {
  const apiVersion = textAt(root, 'apiVersion');
  if (apiVersion && !apiVersion.startsWith('kustomize.config.k8s.io/')) {
    trace.fail(`\`${apiVersion}\` is no configuration of kustomize`, root.span);
  }
  if (!root.entries.some(({ key }) => key !== 'apiVersion' && key !== 'kind')) {
    trace.fail('the kustomization is empty', root.span);
  }
}
