import { remembered } from '../text/memo.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';

/** Equal for Kustomizations that say the same and are applied in the same way by the same. */
export const signatureOf = remembered((kustomization: FleetObject): string => {
  const { delivery } = kustomization;
  const through = delivery.mode === 'flux' ? `${delivery.remote} ${selfOf(delivery.by)}` : '';
  return `${delivery.mode} ${through}\n${selfOf(kustomization)}`;
});

/** Equal for Kustomizations that say the same, however they are delivered. */
export const selfOf = remembered(({ origin, name, namespace, root }: FleetObject): string => {
  const identity = [origin.file, origin.index, name, namespace];
  return `${JSON.stringify(identity)}${textOfNode(valueAt(root, 'spec'))}`;
});

/** The content of a value with the place it was written at, so that equal texts from two patches differ. */
function textOfNode(node: YamlNode | undefined): string {
  switch (node?.type) {
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${key}:${textOfNode(value)}`).join()}}`;
    case 'sequence':
      return `[${node.items.map(textOfNode).join()}]`;
    case 'scalar':
      return `${JSON.stringify(String(node.value))}@${node.span.file}:${node.span.start}`;
    default:
      return node?.why ?? '';
  }
}
