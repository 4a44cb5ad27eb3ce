import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetOnDisk } from '../fleet/fleets.ts';
import { crowd } from '../fleet/platform.ts';
import { type LanguageServer, uriOf } from '../lsp/language-server.ts';
import { startServers } from './servers.ts';
import { interleaved, type Session } from './session.ts';

/** Where the name of the account is: the text is generated, so the first `  name: ` is that of the ServiceAccount. */
const nameLine = `\n  name: ${crowd.name}`;

/** Renames that are not counted, for they compile what the others use. */
const warming = 2;

/** The ServiceAccount of a tenant gets another name and its old one again; 20 closed files depend on it. */
export async function measureRenames(session: Session, fleet: FleetOnDisk): Promise<void> {
  const { products, recorder, profile } = session;
  const file = join(fleet.folder, crowd.account);
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf(nameLine) + nameLine.length - 1;
  const line = text.slice(0, at).split('\n').length - 1;
  const character = at - (text.lastIndexOf('\n', at) + 1);
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  session.say(`${fleet.name}: renaming an account`);
  const servers = await startServers(products, fleet.folder);
  const textDocument = { uri: uriOf(file), languageId: 'yaml', version: 1, text };
  for (const { server } of servers) {
    await server.notify('textDocument/didOpen', { textDocument });
    await server.request('fluxTenancy/tenants', {});
  }
  const done = new Map(servers.map(({ variant }) => [variant, 0]));
  await interleaved(profile.renames + warming, servers, async ({ variant, server }) => {
    const count = done.get(variant) ?? 0;
    done.set(variant, count + 1);
    const before = await server.usage();
    const told = dependantsTold(server, fleet.folder);
    const start = performance.now();
    await server.notify('textDocument/didChange', {
      textDocument: { uri: textDocument.uri, version: count + 2 },
      contentChanges: [{ range, text: count % 2 === 0 ? 'x' : crowd.name.slice(-1) }],
    });
    const end = await told;
    const after = await server.usage();
    const metric = `rename.${fleet.name}`;
    if (end === undefined) recorder.gap(variant, metric, 'not all dependants were judged again');
    else if (count >= warming) {
      recorder.add(variant, `${metric}.wall`, 'ms', end - start);
      recorder.add(variant, `${metric}.busy`, 'ms', after.busy - before.busy);
    }
  });
  for (const { server } of servers) await server.stop();
}

/** When the last of the dependants was published. */
async function dependantsTold(server: LanguageServer, folder: string): Promise<number | undefined> {
  const waiting = new Set(crowd.dependants.map((path) => uriOf(join(folder, path))));
  const last = await server.next(({ uri }) => waiting.delete(uri) && waiting.size === 0);
  return last?.at;
}
