import { type Contributions, contributedKeys } from '../fleet/contributions.ts';
import { fleetOf } from '../fleet/fleet.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { valueAt } from '../yaml/node.ts';

/** True where a Kustomization patches content that the workspace does not show, or not under this path. */
export function patchesWhatIsElsewhere(snapshot: Snapshot): boolean {
  return contributedKeys(snapshot, unseenPatches).size > 0;
}

const unseenPatches: Contributions<'', undefined> = {
  kinds: [FluxKustomization],
  level: levels.claims,
  of: (snapshot, object) => {
    const patches = valueAt(object.root, 'spec', 'patches');
    return patches && fleetOf(snapshot).isComplete(object) === undefined
      ? [{ key: '', value: undefined }]
      : [];
  },
};
