import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench } from '../files.ts';
import type { FleetOnDisk } from '../fleet/fleets.ts';
import { uriOf } from '../lsp/language-server.ts';
import type { Recorder } from '../report/record.ts';
import { type RunningServer, startServers } from './servers.ts';
import { interleaved, type Session } from './session.ts';

const changedFiles = 1000;
/** So many of them get a mistake, and lose it when the branch is changed back. */
const flagged = 100;
const changedOnDisk = 2;

interface Change {
  readonly file: string;
  readonly texts: readonly [string, string];
}

/** A branch with 1,000 other files is checked out: from the editor's message about them to the last diagnostics. */
export async function measureBranchSwitch(session: Session, fleet: FleetOnDisk): Promise<void> {
  const { products, recorder, profile } = session;
  const folder = fromBench('switched');
  rmSync(folder, { recursive: true, force: true });
  cpSync(fleet.folder, folder, { recursive: true });
  const changes = changesIn(folder);
  session.say(`${fleet.name}: changing branches`);
  const servers = await startServers(products, folder);
  let round = 0;
  while (round < 2 * profile.switches) {
    round++;
    for (const { file, texts } of changes)
      writeFileSync(file, round % 2 === 0 ? texts[0] : texts[1]);
    await interleaved(1, servers, (running) => tell(recorder, running, fleet.name, changes));
  }
  for (const { server } of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** One message about all files, as editors send it, and then the wait for those with another verdict. */
async function tell(
  recorder: Recorder,
  { variant, server }: RunningServer,
  name: string,
  changes: readonly Change[],
): Promise<void> {
  const waiting = new Set(changes.slice(0, flagged).map(({ file }) => uriOf(file)));
  const told = server.next(({ uri }) => waiting.delete(uri) && waiting.size === 0, 60_000);
  const before = await server.usage();
  const start = performance.now();
  await server.notify('workspace/didChangeWatchedFiles', {
    changes: changes.map(({ file }) => ({ uri: uriOf(file), type: changedOnDisk })),
  });
  const last = await told;
  const after = await server.usage();
  const metric = `switch.${name}`;
  if (!last) return recorder.gap(variant, metric, 'not all files were judged again');
  recorder.add(variant, `${metric}.wall`, 'ms', last.at - start);
  recorder.add(variant, `${metric}.busy`, 'ms', after.busy - before.busy);
}

/** The first tenants' Kustomizations: some stop pruning, which is a finding, and the others only wait longer. */
function changesIn(folder: string): readonly Change[] {
  const judged: Change[] = [];
  const others: Change[] = [];
  for (const tenant of readdirSync(join(folder, 'tenants')).sort()) {
    const file = join(folder, 'tenants', tenant, 'sync.yaml');
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const broken = text.replace('prune: true', 'prune: false');
    if (judged.length < flagged && !text.includes('prune: false')) {
      judged.push({ file, texts: [text, broken] });
    } else {
      others.push({ file, texts: [text, text.replace(/interval: \d+m/, 'interval: 90m')] });
    }
  }
  return [...judged, ...others].slice(0, changedFiles);
}
