import { spawnSync } from 'node:child_process';
import { LanguageServer } from '../lsp/language-server.ts';
import type { Peer } from '../peers/peers.ts';
import { type Product, serverOf } from '../product.ts';
import { limit } from './limits.ts';
import { interleaved, type Session } from './session.ts';

const megabyte = 1024 * 1024;

/** From starting a process to the server's first answer, beside a process of Node that does nothing. */
export async function measureStart(session: Session, peers: readonly Peer[]): Promise<void> {
  const { profile, products, recorder } = session;
  session.say('starting');
  const variants: readonly (Product | Peer | typeof limit)[] = [limit, ...products, ...peers];
  await interleaved(profile.starts, variants, async (variant) => {
    if (variant === limit) {
      const start = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      recorder.add(limit, 'limit.node', 'ms', performance.now() - start);
      return;
    }
    const command = 'files' in variant ? serverOf(variant) : variant.command;
    const server = new LanguageServer({ command, probe: false });
    recorder.add(variant.variant, 'start.initialize', 'ms', await server.initialize(undefined));
    await server.stop();
  });
  for (const variant of [...products, ...peers]) {
    const command = 'files' in variant ? serverOf(variant) : variant.command;
    const server = new LanguageServer({ command });
    await server.initialize(undefined);
    await server.notify('initialized', {});
    const { rss } = await server.usage();
    const { heap } = await server.usage(true);
    recorder.add(variant.variant, 'start.rss', 'MB', rss / megabyte);
    recorder.add(variant.variant, 'start.heap', 'MB', heap / megabyte);
    await server.stop();
  }
}
