import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench } from '../files.ts';
import type { FleetOnDisk } from '../fleet/fleets.ts';
import { LanguageServer } from '../lsp/language-server.ts';
import { runNode } from '../lsp/process.ts';
import { cliOf, type Product } from '../product.ts';
import { compareFindings } from './findings.ts';
import { limit, measureLimit } from './limits.ts';
import { interleaved, type Session } from './session.ts';

/**
 * A command line and a server with a cache in which nothing has changed, beside a process that only asks for the state of
 * all files.
 */
export async function measureWarmStart(
  session: Session,
  fleet: FleetOnDisk,
  rounds: number,
): Promise<void> {
  const { products, recorder } = session;
  const able = products.filter(({ caches }) => caches.check || caches.lsp);
  for (const { variant, caches } of products) {
    if (!caches.check) recorder.gap(variant, `warm.${fleet.name}`, 'check has no --cache-dir');
    if (!caches.lsp) recorder.gap(variant, `warm.${fleet.name}.ready`, 'lsp has no --cache-dir');
  }
  if (able.length === 0) return;
  session.say(`${fleet.name}: with a cache`);
  for (const product of able) rmSync(cacheOf(product), { recursive: true, force: true });
  await interleaved<Product | typeof limit>(rounds + 1, [limit, ...able], async (variant) => {
    if (variant === limit) return measureLimit(recorder, fleet, 'stat');
    if (variant.caches.check) await measureCommand(session, variant, fleet);
    if (variant.caches.lsp) await measureServer(session, variant, fleet);
  });
}

async function measureCommand({ recorder }: Session, product: Product, fleet: FleetOnDisk) {
  const { variant } = product;
  const cache = cacheOf(product);
  const isCold = sizeOf(cache) === 0;
  const args = ['check', '--format', 'json', '--cache-dir', cache, fleet.folder];
  const ended = await runNode([cliOf(product), ...args]);
  const what = `cached check of ${fleet.name}`;
  if (ended.timedOut)
    return recorder.check(variant, what, false, 'it was killed, for it did not end');
  const metric = `warm.${fleet.name}`;
  recorder.add(variant, `${metric}.${isCold ? 'writing' : 'wall'}`, 'ms', ended.wall);
  if (isCold) recorder.add(variant, `${metric}.size`, 'B', sizeOf(cache) / fleet.seal.files);
  const { diagnostics } = JSON.parse(ended.output || '{"diagnostics":[]}');
  compareFindings(recorder, variant, what, fleet.mistakes, diagnostics);
}

async function measureServer({ recorder }: Session, product: Product, fleet: FleetOnDisk) {
  const cache = cacheOf(product);
  const isCold = sizeOf(cache) === 0;
  const command = [cliOf(product), 'lsp', '--stdio', '--cache-dir', cache];
  const server = new LanguageServer({ command });
  await server.initialize(fleet.folder);
  const start = performance.now();
  await server.notify('initialized', {});
  const ready = (await server.ready) - start;
  await server.stop();
  if (!isCold) recorder.add(product.variant, `warm.${fleet.name}.ready`, 'ms', ready);
}

function cacheOf({ variant }: Product): string {
  return fromBench('cache', variant);
}

/** Bytes in a folder, 0 if there is none. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(join(folder, name)))
      .reduce((sum, status) => sum + (status.isFile() ? status.size : 0), 0);
  } catch {
    return 0;
  }
}
