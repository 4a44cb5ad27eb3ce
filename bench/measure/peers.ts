import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FleetOnDisk } from '../fleet/fleets.ts';
import { Editor } from '../lsp/editor.ts';
import { LanguageServer } from '../lsp/language-server.ts';
import { installedPeers, type Peer } from '../peers/peers.ts';
import { measureEdit, warmUp } from './edits.ts';
import { measureRequests } from './requests.ts';
import { emptyFolder } from './servers.ts';
import type { Session } from './session.ts';

const megabyte = 1024 * 1024;

/** The same documents and edits with other language servers. Their mistake is one that they know. */
export async function measurePeers(session: Session): Promise<void> {
  const peers = installedPeers();
  if (peers.length === 0) {
    session.recorder.gap('peers', 'edit', 'none is installed; see npm run bench:peers');
  }
  for (const peer of peers) {
    session.say(`editing with ${peer.variant}`);
    for (const document of peer.documents()) await editWith(session, peer, document);
  }
}

async function editWith(
  session: Session,
  peer: Peer,
  document: ReturnType<Peer['documents']>[number],
): Promise<void> {
  const { recorder, profile } = session;
  const metric = `edit.0.${document.name}`;
  const server = new LanguageServer({ command: peer.command, settings: peer.settings });
  await server.initialize(emptyFolder());
  await server.notify('initialized', {});
  await server.notify('workspace/didChangeConfiguration', { settings: peer.settings });
  const editor = new Editor(server, join(emptyFolder(), `edited.${peer.language}`), document);
  const opened = await editor.open();
  if (opened === undefined) {
    recorder.gap(peer.variant, metric, 'nothing was published after opening it');
  } else {
    recorder.add(peer.variant, `${metric}.open`, 'ms', opened);
    const isBig = document.name.startsWith('1 MB');
    await warmUp(editor);
    for (let done = 0; done < (isBig ? 10 : profile.edits); done++) {
      await measureEdit(recorder, peer.variant, metric, editor);
    }
    await measureRequests(session, peer.variant, { server, editor, metric });
    const { rss } = await server.usage();
    recorder.add(peer.variant, `${metric}.rss`, 'MB', rss / megabyte);
  }
  await server.stop();
}

/** `kubectl kustomize`, where it is installed, on some of the kustomizations that ours builds all of. */
export function measureKustomize({ recorder, say }: Session, fleet: FleetOnDisk): void {
  const variant = 'kubectl kustomize';
  if (spawnSync('kubectl', ['version', '--client']).status !== 0) {
    recorder.gap(variant, 'kustomize.build', 'kubectl is not installed');
    return;
  }
  say(variant);
  const folders = fleet.seal.files > 0 ? ['apps/crowd', 'tenants/crowd'] : [];
  for (let round = 0; round < 5; round++) {
    for (const folder of folders) {
      const start = performance.now();
      const { status } = spawnSync('kubectl', ['kustomize', join(fleet.folder, folder)]);
      if (status === 0) recorder.add(variant, 'kustomize.build', 'ms', performance.now() - start);
    }
  }
}
