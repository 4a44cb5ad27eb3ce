import { remembered } from '../text/memo.ts';
import { textAt, type YamlNode } from '../yaml/node.ts';

/**
 * How kustomize-controller applies an object, by its annotations: as a whole, together with what others have set, or not
 * at all (docs/spec/v1/kustomizations.md#controlling-the-apply-behavior-of-resources).
 */
export const applyPolicyOf = remembered((root: YamlNode): 'override' | 'merge' | 'ignore' => {
  const annotation = (name: string) =>
    textAt(root, 'metadata', 'annotations', `kustomize.toolkit.fluxcd.io/${name}`)?.toLowerCase();
  const policy = annotation('ssa');
  if (policy === 'ignore' || annotation('reconcile') === 'disabled') return 'ignore';
  return policy === 'merge' ? 'merge' : 'override';
});
