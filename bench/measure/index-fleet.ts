import type { FleetOnDisk } from '../fleet/fleets.ts';
import { LanguageServer } from '../lsp/language-server.ts';
import { runNode } from '../lsp/process.ts';
import { cliOf, type Product, serverOf } from '../product.ts';
import { compareFindings, type Finding } from './findings.ts';
import { limit, measureLimit } from './limits.ts';
import { interleaved, type Session } from './session.ts';

const megabyte = 1024 * 1024;

/** What it takes to know a whole fleet, in a process that has just started; beside it, the limits of that. */
export async function measureIndex(
  session: Session,
  fleet: FleetOnDisk,
  rounds: number,
): Promise<void> {
  const { products, recorder } = session;
  session.say(`${fleet.name}: from nothing`);
  await interleaved<Product | typeof limit>(rounds, [limit, ...products], async (variant) => {
    if (variant === limit) {
      for (const kind of ['walk', 'stat', 'read', 'parse'] as const) {
        await measureLimit(recorder, fleet, kind);
      }
      return;
    }
    await measureServer(session, variant, fleet);
    await measureCommand(session, variant, fleet);
  });
  for (const kind of ['newlines', 'json'] as const) await measureLimit(recorder, fleet, kind);
}

async function measureServer({ recorder }: Session, product: Product, fleet: FleetOnDisk) {
  const metric = (name: string) => `index.${fleet.name}.${name}`;
  const server = new LanguageServer({ command: serverOf(product) });
  await server.initialize(fleet.folder);
  const start = performance.now();
  await server.notify('initialized', {});
  recorder.add(product.variant, metric('ready'), 'ms', (await server.ready) - start);
  const { rss } = await server.usage();
  recorder.add(product.variant, metric('rss'), 'MB', rss / megabyte);
  const { heap } = await server.usage(true);
  recorder.add(product.variant, metric('heap'), 'MB', heap / megabyte);
  // Its answer comes after everything was published.
  await server.request('fluxTenancy/tenants', {});
  compareFindings(
    recorder,
    product.variant,
    `server on ${fleet.name}`,
    fleet.mistakes,
    shown(server, fleet),
  );
  await server.stop();
}

/** What an editor shows, by the paths of files. */
function shown(server: LanguageServer, fleet: FleetOnDisk): readonly Finding[] {
  const latest = new Map(server.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
  return [...latest].flatMap(([uri, diagnostics]) => {
    const file =
      decodeURIComponent(uri)
        .split(`${fleet.folder.replaceAll('\\', '/')}/`)
        .at(-1) ?? uri;
    return diagnostics.map(({ code }) => ({ rule: String(code), file }));
  });
}

async function measureCommand({ recorder }: Session, product: Product, fleet: FleetOnDisk) {
  const metric = (name: string) => `check.${fleet.name}.${name}`;
  const ended = await runNode([cliOf(product), 'check', '--format', 'json', fleet.folder]);
  if (ended.timedOut) {
    recorder.check(
      product.variant,
      `check of ${fleet.name}`,
      false,
      'it was killed, for it did not end',
    );
    return;
  }
  recorder.add(product.variant, metric('wall'), 'ms', ended.wall);
  recorder.add(product.variant, metric('cpu'), 'ms', ended.cpu);
  recorder.add(product.variant, metric('peak'), 'MB', ended.peak / megabyte);
  const { diagnostics, summary } = JSON.parse(ended.output || '{"diagnostics":[],"summary":{}}');
  recorder.add(product.variant, metric('manifests'), 'count', summary.manifests ?? 0);
  compareFindings(recorder, product.variant, `check of ${fleet.name}`, fleet.mistakes, diagnostics);
}
