import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench } from '../files.ts';
import { documents } from '../lsp/documents.ts';
import { Editor } from '../lsp/editor.ts';
import { LanguageServer } from '../lsp/language-server.ts';
import { type Product, serverOf } from '../product.ts';
import { interleaved, type Session } from './session.ts';

const megabyte = 1024 * 1024;

/** A server that has read its folder. */
export interface RunningServer {
  readonly variant: string;
  readonly server: LanguageServer;
}

/** Starts all variants on one folder, one after the other. */
export async function startServers(
  products: readonly Product[],
  folder: string,
): Promise<readonly RunningServer[]> {
  const running: RunningServer[] = [];
  for (const product of products) {
    const server = new LanguageServer({ command: serverOf(product) });
    await server.initialize(folder);
    await server.notify('initialized', {});
    await server.ready;
    running.push({ variant: product.variant, server });
  }
  return running;
}

/** A workspace in which there is nothing. */
export function emptyFolder(): string {
  const folder = fromBench('empty');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A memory of its own: only one text of a megabyte was ever open, and nothing else. */
export async function measureBigDocument(session: Session): Promise<void> {
  const document = documents().find(({ name }) => name === '1 MB');
  if (!document) return;
  await interleaved(1, session.products, async (product) => {
    const [running] = await startServers([product], emptyFolder());
    if (!running) return;
    const { server } = running;
    const editor = new Editor(server, join(emptyFolder(), 'edited.yaml'), document);
    await editor.open();
    for (let done = 0; done < 10; done++) await editor.edit();
    const { rss } = await server.usage();
    session.recorder.add(product.variant, 'memory.after-1-MB', 'MB', rss / megabyte);
    await server.stop();
  });
}
