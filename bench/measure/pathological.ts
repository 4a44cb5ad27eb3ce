import { join } from 'node:path';
import { fromBench } from '../files.ts';
import { uriOf } from '../lsp/language-server.ts';
import { runNode } from '../lsp/process.ts';
import { cliOf, type Product } from '../product.ts';
import { pathologicalTexts } from './pathological-texts.ts';
import { makeTree, pathologicalTrees } from './pathological-trees.ts';
import { emptyFolder, startServers } from './servers.ts';
import type { Session } from './session.ts';

/** After so many milliseconds a process that does not answer is killed. */
const timeOut = 20_000;

/** What no input may bring about: that the editor gets no answer any more, or the command line no end. */
export async function measurePathological(session: Session): Promise<void> {
  session.say('inputs that are meant to hang');
  for (const product of session.products) {
    for (const [name, text] of Object.entries(pathologicalTexts)) {
      await measureText(session, product, name, text());
    }
  }
  const folder = fromBench('pathological');
  for (const tree of pathologicalTrees) {
    if (tree.isLarge && !session.profile.allPathological) continue;
    try {
      makeTree(tree, folder);
    } catch (error) {
      session.recorder.gap('here', `pathological.${tree.name}`, String(error));
      continue;
    }
    for (const product of session.products) await measureTree(session, product, tree.name, folder);
  }
}

/** A server of its own for each text: how long its main thread was busy with it. */
async function measureText(
  { recorder }: Session,
  product: Product,
  name: string,
  text: string,
): Promise<void> {
  const metric = `pathological.${name}`;
  const [running] = await startServers([product], emptyFolder());
  if (!running) return;
  const { server } = running;
  const before = await server.usage();
  const uri = uriOf(join(emptyFolder(), 'edited.yaml'));
  const answered = (async () => {
    await server.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    // Its answer comes after everything was taken in and published.
    await server.request('fluxTenancy/tenants', {});
    return server.usage();
  })();
  const after = await within(answered, timeOut);
  if (after) {
    recorder.add(product.variant, metric, 'ms', after.busy - before.busy);
    await server.stop();
  } else {
    recorder.add(product.variant, metric, 'ms', timeOut);
    server.kill();
  }
  recorder.check(product.variant, name, after !== undefined, after ? 'ends' : 'was killed');
}

async function measureTree(
  { recorder }: Session,
  product: Product,
  name: string,
  folder: string,
): Promise<void> {
  const ended = await runNode([cliOf(product), 'check', '--format', 'json', folder], timeOut);
  recorder.add(product.variant, `pathological-tree.${name}`, 'ms', ended.wall);
  const isFine = !ended.timedOut && [0, 1, 3].includes(ended.code ?? -1);
  const detail = ended.timedOut ? 'was killed' : `ended with ${ended.code}`;
  recorder.check(product.variant, name, isFine, detail);
}

function within<T>(work: Promise<T>, limit: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit);
  });
  const done = work.catch(() => undefined);
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
