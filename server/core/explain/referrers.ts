import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { isFluxGroup } from '../manifest/kind.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import type { Mention } from './message-kind.ts';

/** The Flux objects that name what a message says they name; with `crosses`, only those of other namespaces. */
export function referrersOf(
  snapshot: Snapshot,
  mention: Mention,
  crosses: boolean,
): readonly FleetObject[] {
  return fleetOf(snapshot).objects.filter((object) => {
    if (!isFluxGroup(object.group)) return false;
    const own = known(object.namespace);
    if (crosses && own === mention.namespace) return false;
    return names(valueAt(object.root, 'spec'), mention, own);
  });
}

/** True if a tree holds a reference to what is mentioned: a map with its name, and with its kind where it has one. */
function names(node: YamlNode | undefined, mention: Mention, own: string | undefined): boolean {
  if (node?.type === 'sequence') return itemsOf(node).some((item) => names(item, mention, own));
  if (node?.type !== 'map') return false;
  const kind = textAt(node, 'kind');
  const namespace = textAt(node, 'namespace') ?? own;
  const isIt =
    textAt(node, 'name') === mention.name &&
    (kind === undefined || mention.kind === undefined || kind === mention.kind) &&
    (mention.namespace === undefined || namespace === undefined || namespace === mention.namespace);
  return isIt || node.entries.some(({ value }) => names(value, mention, own));
}
