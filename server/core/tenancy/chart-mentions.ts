import type { FleetObject } from '../fleet/fleet.ts';
import { remembered } from '../text/memo.ts';
import { textAt, valueAt, type YamlNode } from '../yaml/node.ts';

/** Names that the values of a HelmRelease mention: what its chart makes may be about them. */
export const namesInValues = remembered((release: FleetObject): ReadonlySet<string> => {
  const names = new Set<string>();
  collect(valueAt(release.root, 'spec', 'values'), names);
  return names;
});

/**
 * True for a chart that comes from a repository of the platform or of a tenant, where it may be about this very fleet;
 * what a chart repository publishes knows nothing of its accounts but what its values say.
 */
export function isOwnChart({ root }: FleetObject): boolean {
  const kind =
    textAt(root, 'spec', 'chart', 'spec', 'sourceRef', 'kind') ??
    textAt(root, 'spec', 'chartRef', 'kind');
  return kind !== 'HelmRepository' && kind !== 'OCIRepository';
}

function collect(node: YamlNode | undefined, names: Set<string>): void {
  switch (node?.type) {
    case 'map':
      for (const { key, value } of node.entries) {
        names.add(key);
        collect(value, names);
      }
      return;
    case 'sequence':
      for (const item of node.items) collect(item, names);
      return;
    case 'scalar':
      for (const word of String(node.value).split(/[^\w.-]+/)) names.add(word);
  }
}
