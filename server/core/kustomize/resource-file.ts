import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { textAt, type YamlNode } from '../yaml/node.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import type { BuildTrace } from './build-trace.ts';
import { type Draft, draftOf } from './draft.ts';

/** The objects of a file that a kustomization lists. Notes down what kustomize would refuse to read. */
export function objectsOf(facts: FileFacts, trace: BuildTrace): readonly Draft[] {
  for (const document of facts.documents()) checkDocument(document, trace);
  for (const manifest of facts.manifests) checkName(manifest, trace);
  return draftsOf(facts);
}

/** The same file gives the same list again, and the same document the same draft. */
const draftsOf = remembered(({ manifests }: FileFacts): readonly Draft[] => manifests.map(asDraft));

const asDraft = remembered(draftOf);

/** Notes down what makes a document no Kubernetes object. */
export function checkDocument({ root, problems }: YamlDocument, trace: BuildTrace): void {
  const [problem] = problems;
  if (problem) trace.fail(`the file is no valid YAML: ${problem.message}`, problem.span);
  if (root && !isObject(root)) {
    trace.fail('the document is no Kubernetes object: it has no `apiVersion` or `kind`', root.span);
  }
}

function isObject(root: YamlNode): boolean {
  return textAt(root, 'apiVersion') !== undefined && textAt(root, 'kind') !== undefined;
}

function checkName({ name }: Manifest, trace: BuildTrace): void {
  if (name.state === 'absent') trace.fail('the object has no `metadata.name`', name.span);
}
