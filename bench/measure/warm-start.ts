import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench } from '../files.ts';
import type { FleetOnDisk } from '../fleet/fleets.ts';
import { runNode } from '../lsp/process.ts';
import { cliOf } from '../product.ts';
import { compareFindings } from './findings.ts';
import { limit, measureLimit } from './limits.ts';
import { interleaved, type Session } from './session.ts';

/** `check` with a cache in which nothing has changed, against a process that only asks for the state of all files. */
export async function measureWarmStart(
  session: Session,
  fleet: FleetOnDisk,
  rounds: number,
): Promise<void> {
  const { products, recorder } = session;
  const metric = `warm.${fleet.name}`;
  const able = products.filter(({ hasCache }) => hasCache);
  for (const { variant, hasCache } of products) {
    if (!hasCache) recorder.gap(variant, metric, 'there is no option --cache-dir');
  }
  if (able.length === 0) return;
  session.say(`${fleet.name}: with a cache`);
  for (const product of able)
    rmSync(fromBench('cache', product.variant), { recursive: true, force: true });
  await interleaved(rounds + 1, [limit, ...able], async (variant) => {
    if (typeof variant === 'string') return measureLimit(recorder, fleet, 'stat');
    const cache = fromBench('cache', variant.variant);
    const isCold = sizeOf(cache) === 0;
    const args = ['check', '--format', 'json', '--cache-dir', cache, fleet.folder];
    const ended = await runNode([cliOf(variant), ...args]);
    recorder.add(variant.variant, `${metric}.${isCold ? 'writing' : 'wall'}`, 'ms', ended.wall);
    if (isCold)
      recorder.add(variant.variant, `${metric}.size`, 'B', sizeOf(cache) / fleet.seal.files);
    const { diagnostics } = JSON.parse(ended.output || '{"diagnostics":[]}');
    compareFindings(
      recorder,
      variant.variant,
      `cached check of ${fleet.name}`,
      fleet.mistakes,
      diagnostics,
    );
  });
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
