import { type GroupKind, kindName } from '../manifest/kind.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import type { FleetObject } from './fleet.ts';
import { nameKeysFor } from './name-key.ts';
import { byKind, byName, speakingOfRepository } from './object-keys.ts';
import { ObjectStore } from './object-store.ts';
import { type RepositoryIdentity, sameAddresses, syncedBy } from './repository-identity.ts';

/** The store with what the workspace holds before anything in it is delivered by Flux. */
export function foundStore(engine: Engine): ObjectStore {
  return engine.service(makeStore);
}

function makeStore(engine: Engine): ObjectStore {
  return new ObjectStore(engine);
}

/** Objects that are called so, and those whose name or namespace is not known and may be that. */
export function foundNamed(
  snapshot: Snapshot,
  kind: GroupKind,
  namespace: string,
  name: string,
): readonly FleetObject[] {
  const store = foundStore(engineOf(snapshot));
  return nameKeysFor(kind, namespace, name).flatMap((key) => store.by(byName, key));
}

/** What the workspace says of the repository it is a checkout of. */
export function repositoryOf(snapshot: Snapshot): RepositoryIdentity {
  return derive(snapshot, identify);
}

function identify(snapshot: Snapshot): RepositoryIdentity {
  return {
    synced: derive(snapshot, findSynced, sameAddresses),
    sources: {
      ofKind: (kinds) => {
        const store = foundStore(engineOf(snapshot));
        return kinds.flatMap((kind) => store.by(byKind, kindName(kind)));
      },
      named: (kind, namespace, name) => foundNamed(snapshot, kind, namespace, name),
    },
  };
}

function findSynced(snapshot: Snapshot) {
  const objects = foundStore(engineOf(snapshot)).by(speakingOfRepository, '');
  return syncedBy(objects, snapshot.checkout);
}
