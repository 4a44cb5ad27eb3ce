import { join } from 'node:path';
import type { FleetOnDisk } from '../fleet/fleets.ts';
import { crowd } from '../fleet/platform.ts';
import { documents } from '../lsp/documents.ts';
import { Editor } from '../lsp/editor.ts';
import { LanguageServer } from '../lsp/language-server.ts';
import { type Product, serverOf } from '../product.ts';
import type { Recorder } from '../report/record.ts';
import { interleaved, type Session } from './session.ts';

/** Somebody types fast, in milliseconds, so that the edits meet all there is to do until everything is read. */
const betweenEdits = 30;
const mostEdits = 500;

/** A document is opened, and edited, while a fleet is still being read. */
export async function measureEditsWhileIndexing(
  session: Session,
  fleet: FleetOnDisk,
): Promise<void> {
  const { recorder, products, profile } = session;
  const [document] = documents();
  if (!document) return;
  await interleaved(profile.name === 'full' ? 3 : 1, products, async (product) => {
    session.say(`${fleet.name}: editing while it is read (${product.variant})`);
    const metric = `early.${fleet.name}`;
    const server = new LanguageServer({ command: serverOf(product) });
    await server.initialize(fleet.folder);
    const editor = new Editor(server, join(fleet.folder, crowd.dependants[0] ?? ''), document);
    const began = performance.now();
    await server.notify('initialized', {});
    const opened = await editor.open(120_000);
    if (opened === undefined) recorder.gap(product.variant, metric, 'no diagnostics within 120 s');
    else recorder.add(product.variant, `${metric}.open`, 'ms', opened);
    await editUntilReady(recorder, product, { server, editor, metric });
    recorder.add(product.variant, `${metric}.ready`, 'ms', (await server.ready) - began);
    checkFlashes(recorder, product, { server, editor, fleet });
    await server.stop();
  });
}

async function editUntilReady(
  recorder: Recorder,
  { variant }: Product,
  at: { readonly server: LanguageServer; readonly editor: Editor; readonly metric: string },
): Promise<void> {
  // Of the mistake it was opened with nothing may be shown yet, so that mending it changes nothing that could be waited for.
  await at.editor.change();
  for (let done = 0; !at.server.isReady && done < mostEdits; done++) {
    await new Promise((resolve) => setTimeout(resolve, betweenEdits));
    // Not asked for its usage, for it could answer only between two slices of its work.
    const wall = await at.editor.timedEdit(120_000);
    if (wall !== undefined) recorder.add(variant, `${at.metric}.wall`, 'ms', wall);
  }
  if (!recorder.has(variant, `${at.metric}.wall`)) {
    recorder.gap(variant, `${at.metric}.wall`, 'nothing was published before everything was read');
  }
}

/** What was shown of the open file before everything was read must still be true afterwards, but for the edited place. */
function checkFlashes(
  recorder: Recorder,
  { variant }: Product,
  at: { readonly server: LanguageServer; readonly editor: Editor; readonly fleet: FleetOnDisk },
): void {
  const own = at.server.published.filter(({ uri }) => uri === at.editor.uri);
  const rules = new Set(
    own.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => String(code))),
  );
  const expected = new Set(['unknown-field', 'missing-required-field']);
  const surplus = [...rules].filter((rule) => !expected.has(rule));
  const detail = surplus.length === 0 ? 'no finding came and went' : surplus.join(', ');
  recorder.check(
    variant,
    `no false alarm while ${at.fleet.name} is read`,
    surplus.length === 0,
    detail,
  );
}
