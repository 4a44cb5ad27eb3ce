import { join } from 'node:path';
import { crowd } from '../fleet/platform.ts';
import { type BenchDocument, documents } from '../lsp/documents.ts';
import { Editor } from '../lsp/editor.ts';
import type { LanguageServer } from '../lsp/language-server.ts';
import type { Recorder } from '../report/record.ts';
import { measureRequests } from './requests.ts';
import { emptyFolder, type RunningServer, startServers } from './servers.ts';
import { interleaved, type Session } from './session.ts';

const megabyte = 1024 * 1024;

/**
 * Documents of several sizes are edited in workspaces of several sizes. A document takes the place of a manifest that is
 * delivered, so that everything that is known of the fleet counts for it.
 */
export async function measureEdits(session: Session): Promise<void> {
  for (const tenants of session.profile.editedIn) {
    const folder = session.fleets.get(`even-${tenants}`)?.folder ?? emptyFolder();
    session.say(`editing among ${tenants} tenants`);
    const servers = await startServers(session.products, folder);
    const path = join(folder, crowd.dependants[0] ?? '');
    for (const document of documents()) {
      await editDocument(session, servers, {
        path,
        document,
        metric: `edit.${tenants}.${document.name}`,
      });
    }
    for (const { server } of servers) await server.stop();
  }
}

interface Edited {
  readonly path: string;
  readonly document: BenchDocument;
  readonly metric: string;
}

/** Every edit is made with one variant after the other, so that both meet the same machine. */
async function editDocument(
  session: Session,
  servers: readonly RunningServer[],
  { path, document, metric }: Edited,
): Promise<void> {
  const { recorder, profile } = session;
  const editors: { variant: string; server: LanguageServer; editor: Editor }[] = [];
  for (const { variant, server } of servers) {
    const editor = new Editor(server, path, document);
    const opened = await editor.open();
    if (opened === undefined) {
      recorder.gap(variant, metric, 'nothing was published after opening it');
      await editor.close();
      continue;
    }
    recorder.add(variant, `${metric}.open`, 'ms', opened);
    editors.push({ variant, server, editor });
  }
  const isBig = document.name.startsWith('1 MB');
  const edits = isBig ? profile.bigEdits : profile.edits;
  for (const { editor } of editors) await warmUp(editor);
  await interleaved(edits, editors, ({ variant, editor }) =>
    measureEdit(recorder, variant, metric, editor),
  );
  if (!isBig) {
    await interleaved(5, editors, async ({ variant, editor }) => {
      const answered = await editor.burst(9, 10);
      if (answered !== undefined) recorder.add(variant, `${metric}.burst`, 'ms', answered);
    });
  }
  for (const { variant, server, editor } of editors) {
    await measureRequests(session, variant, { server, editor, metric });
    recorder.add(variant, `${metric}.rss`, 'MB', (await server.usage()).rss / megabyte);
    await editor.close();
  }
}

/** The first edits compile what the others use. */
export async function warmUp(editor: Editor): Promise<void> {
  await editor.edit();
  await editor.edit();
}

export async function measureEdit(
  recorder: Recorder,
  variant: string,
  metric: string,
  editor: Editor,
): Promise<void> {
  const cost = await editor.edit();
  if (!cost) return recorder.gap(variant, metric, 'an edit was not answered within 30 s');
  recorder.add(variant, `${metric}.wall`, 'ms', cost.wall);
  recorder.add(variant, `${metric}.cpu`, 'ms', cost.cpu);
  recorder.add(variant, `${metric}.busy`, 'ms', cost.busy);
  if (cost.update !== undefined) recorder.add(variant, `${metric}.update`, 'ms', cost.update);
}
