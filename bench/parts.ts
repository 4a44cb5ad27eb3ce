import { measureAgreement } from './measure/agreement.ts';
import { measureBranchSwitch } from './measure/branch-switch.ts';
import { measureBundles } from './measure/bundles.ts';
import { measureEditsWhileIndexing } from './measure/early-edits.ts';
import { measureEdits } from './measure/edits.ts';
import { measureIndex } from './measure/index-fleet.ts';
import { measurePathological } from './measure/pathological.ts';
import { measureKustomize, measurePeers } from './measure/peers.ts';
import { measureRenames } from './measure/rename.ts';
import { measureBigDocument } from './measure/servers.ts';
import type { Session } from './measure/session.ts';
import { measureStart } from './measure/start.ts';
import { measureWarmStart } from './measure/warm-start.ts';
import { installedPeers } from './peers/peers.ts';

/** What can be measured by itself, in the order in which it is done. */
const parts: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  bundles: measureBundles,
  start: (session) => measureStart(session, session.profile.peers ? installedPeers() : []),
  index: (session) => eachFleet(session, () => true, measureIndex),
  warm: (session) => eachFleet(session, isEven, measureWarmStart),
  edits: async (session) => {
    await measureEdits(session);
    await measureBigDocument(session);
  },
  early: (session) => largest(session, measureEditsWhileIndexing),
  rename: (session) => largest(session, measureRenames),
  switch: async (session) => {
    const fleet = session.fleets.get('even-1000');
    if (fleet) await measureBranchSwitch(session, fleet);
  },
  pathological: measurePathological,
  agreement: async (session) => {
    if (session.profile.agreement) await measureAgreement(session);
  },
  peers: async (session) => {
    const fleet = session.fleets.get('even-1000');
    if (!session.profile.peers || !fleet) return;
    await measurePeers(session);
    measureKustomize(session, fleet);
  },
};

export const partNames: readonly string[] = Object.keys(parts);

export async function measureParts(session: Session, only: readonly string[]): Promise<void> {
  for (const [name, measure] of Object.entries(parts)) {
    if (only.includes(name)) await measure(session);
  }
}

type OfFleet = (
  session: Session,
  fleet: NonNullable<ReturnType<Session['fleets']['get']>>,
  rounds: number,
) => Promise<void>;

async function eachFleet(
  session: Session,
  isWanted: (name: string) => boolean,
  measure: OfFleet,
): Promise<void> {
  for (const { shape, tenants, rounds } of session.profile.fleets) {
    const fleet = session.fleets.get(`${shape}-${tenants}`);
    if (fleet && isWanted(fleet.name)) await measure(session, fleet, rounds);
  }
}

/** The largest even fleet: the others would only repeat it. */
async function largest(session: Session, measure: OfFleet): Promise<void> {
  const fleet = [...session.fleets.values()]
    .filter(({ name }) => isEven(name))
    .toSorted((a, b) => b.tenants - a.tenants)[0];
  if (fleet) await measure(session, fleet, 1);
}

function isEven(name: string): boolean {
  return name.startsWith('even-');
}
