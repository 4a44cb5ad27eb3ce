import type { FleetObject } from '../fleet/fleet.ts';
import { objectsAnywhereBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { Mention } from './message-kind.ts';
import { resourceOf } from './resource-name.ts';

/** The objects of a workspace that a message may mean by a mention; the surest ones only. */
export function objectsMeant(snapshot: Snapshot, mention: Mention): readonly FleetObject[] {
  const candidates = namesMeant(mention)
    .map((name) =>
      objectsAnywhereBy(snapshot, byNameAlone, name).filter((object) => isOfKind(object, mention)),
    )
    .find(({ length }) => length > 0);
  if (!candidates) return [];
  const { namespace } = mention;
  if (namespace === undefined) {
    const without = candidates.filter((object) => object.namespace.state === 'absent');
    return without.length > 0 ? without : candidates;
  }
  const exact = candidates.filter((object) => known(object.namespace) === namespace);
  // A namespace that is filled in later may be this one. Messages also give a namespace to what has none.
  return exact.length > 0
    ? exact
    : candidates.filter((object) => object.namespace.state !== 'present');
}

/** By the name as the workspace knows it. */
const byNameAlone: ObjectKeys<string> = {
  keysOf: (object) => {
    const name = known(object.name) ?? object.nameBeforeHash;
    return name === undefined ? [] : [name];
  },
};

/** On a cluster, what a generator makes has the hash of its content at the end of its name. */
function namesMeant({ kind, name }: Mention): readonly string[] {
  const isGenerated = kind === 'ConfigMap' || kind === 'Secret';
  return isGenerated ? [name, name.replace(/-[a-z0-9]{10}$/, '')] : [name];
}

/** The group counts where the message gives one; tables print kinds in lower case. */
function isOfKind(object: FleetObject, { kind, resource, group }: Mention): boolean {
  if (group !== undefined && group !== object.group) return false;
  if (kind !== undefined) return kind.toLowerCase() === object.kind.toLowerCase();
  return resource === undefined || resource === resourceOf(object.kind);
}
