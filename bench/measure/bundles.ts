import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { fromBench } from '../files.ts';
import { runNode } from '../lsp/process.ts';
import type { Part, Product } from '../product.ts';
import { interleaved, type Session } from './session.ts';

/** Sizes of what is shipped, by package, and how long the editor takes to load its part. */
export async function measureBundles(session: Session): Promise<void> {
  const { products, recorder, profile } = session;
  session.say('bundles');
  for (const product of products) {
    for (const [part, file] of Object.entries(product.files)) {
      const code = readFileSync(file);
      recorder.add(product.variant, `bundle.${part}`, 'B', code.length);
      recorder.add(product.variant, `bundle.${part}.gzip`, 'B', gzipSync(code).length);
    }
    for (const part of ['server', 'client'] as const) await measureParts(session, product, part);
    if (profile.vsix) await measureVsix(session, product);
    else recorder.gap(product.variant, 'bundle.vsix', 'only in the full profile');
    checkActivation(session, product);
  }
  await interleaved(profile.starts, products, async ({ variant, files }) => {
    const loader = join(import.meta.dirname, 'load-client.cjs');
    const { output, errors } = await runNode([loader, files.client]);
    if (output === '') throw new Error(`The client cannot be loaded: ${errors}`);
    recorder.add(variant, 'activation.load', 'ms', Number(output));
  });
}

/** What each npm package, and each folder of ours, adds to a bundle. */
async function measureParts({ recorder }: Session, product: Product, part: Part): Promise<void> {
  const { entry, output, options } = product.bundles[part];
  const { metafile } = await build({
    ...options,
    entryPoints: [entry],
    outfile: output,
    absWorkingDir: product.checkout,
    bundle: true,
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    write: false,
  });
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  const sizes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    sizes.set(partOf(path), (sizes.get(partOf(path)) ?? 0) + bytesInOutput);
  }
  for (const [name, size] of [...sizes].sort((a, b) => b[1] - a[1])) {
    recorder.add(product.variant, `bundle.${part}.of.${name}`, 'B', size);
  }
}

/** The package of an input, or its folder if it is ours. */
export function partOf(path: string): string {
  const inside = path.split('node_modules/').at(-1);
  if (inside === undefined || inside === path) return path.split('/').slice(0, 2).join('/');
  const [scope = '', name = ''] = inside.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

async function measureVsix({ recorder }: Session, product: Product): Promise<void> {
  const folder = fromBench('vsix');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${product.variant}.vsix`);
  const script = join(product.checkout, 'scripts', 'package.mjs');
  const { code, errors } = await runNode([script, '--out', file]);
  if (code === 0) recorder.add(product.variant, 'bundle.vsix', 'B', statSync(file).size);
  else recorder.gap(product.variant, 'bundle.vsix', `it cannot be packed: ${errors.slice(-200)}`);
}

function checkActivation({ recorder }: Session, { variant, checkout }: Product): void {
  const { activationEvents } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const always = activationEvents.filter((event: string) => event.startsWith('*'));
  const detail = always.length === 0 ? 'only where there is YAML' : `activated by ${always}`;
  recorder.check(variant, 'the extension is not activated everywhere', always.length === 0, detail);
}
