import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { Namespace } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** Whether an ImageRepository lets the ImagePolicies of a namespace read it. */
export type ImageAccess = 'granted' | 'no-list' | 'not-listed' | 'unknown';

/**
 * What `accessFrom` of an ImageRepository says to a namespace: one of its selectors has to match the namespace's labels,
 * and an empty one matches all (fluxcd/pkg, runtime/acl/acl.go).
 */
export function imageAccessFor(
  fleet: Fleet,
  repository: FleetObject,
  namespace: string,
): ImageAccess {
  if (repository.incomplete !== undefined) return 'unknown';
  const accessFrom = valueAt(repository.root, 'spec', 'accessFrom');
  if (accessFrom === undefined) return 'no-list';
  const selectors = valueAt(accessFrom, 'namespaceSelectors');
  if (selectors?.type !== 'sequence') return 'unknown';
  const labels = labelsOf(fleet, namespace);
  const answers = selectors.items.map((item) => matches(item, labels, namespace));
  if (answers.includes('yes')) return 'granted';
  return answers.includes('unknown') ? 'unknown' : 'not-listed';
}

/** The selectors that let every namespace in. */
export function openSelectorsOf(repository: FleetObject): readonly YamlNode[] {
  return itemsOf(valueAt(repository.root, 'spec', 'accessFrom', 'namespaceSelectors')).filter(
    isOpen,
  );
}

function isOpen(selector: YamlNode): boolean {
  if (selector.type !== 'map') return false;
  const labels = valueAt(selector, 'matchLabels');
  return labels === undefined || (labels.type === 'map' && labels.entries.length === 0);
}

/** The labels of a Namespace; `undefined` where the workspace does not declare it, or declares it more than once. */
function labelsOf(fleet: Fleet, namespace: string): YamlNode | 'none' | undefined {
  const [only, ...others] = fleet.named(Namespace, '', namespace);
  const isIt =
    others.length === 0 &&
    only?.incomplete === undefined &&
    only !== undefined &&
    known(only.name) === namespace;
  if (!only || !isIt) return undefined;
  return valueAt(only.root, 'metadata', 'labels') ?? 'none';
}

function matches(
  selector: YamlNode,
  labels: YamlNode | 'none' | undefined,
  namespace: string,
): 'yes' | 'no' | 'unknown' {
  if (isOpen(selector)) return 'yes';
  const wanted = valueAt(selector, 'matchLabels');
  if (wanted?.type !== 'map') return 'unknown';
  const answers = wanted.entries.map(({ key, value }) => {
    const text = textOf(value);
    if (text === undefined || text.includes('${')) return 'unknown';
    // Kubernetes gives every namespace its name as a label.
    if (key === 'kubernetes.io/metadata.name') return text === namespace ? 'yes' : 'no';
    if (labels === undefined) return 'unknown';
    const has = labels === 'none' ? undefined : valueAt(labels, key);
    if (has?.type === 'unknown' || textOf(has)?.includes('${')) return 'unknown';
    return textOf(has) === text ? 'yes' : 'no';
  });
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
