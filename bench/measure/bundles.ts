import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { fromBench } from '../files.ts';
import { runNode } from '../lsp/process.ts';
import type { Product } from '../product.ts';
import { interleaved, type Session } from './session.ts';

interface Bundle {
  readonly entry: string;
  readonly output: string;
  readonly options: BuildOptions;
}

/** Sizes of what is shipped, by package, and how long the editor takes to load its part. */
export async function measureBundles(session: Session): Promise<void> {
  const { products, recorder, profile } = session;
  session.say('bundles');
  for (const product of products) {
    for (const [name, file] of shipped) {
      const code = readFileSync(join(product.dist, file));
      recorder.add(product.variant, `bundle.${name}`, 'B', code.length);
      recorder.add(product.variant, `bundle.${name}.gzip`, 'B', gzipSync(code).length);
    }
    await measurePackages(session, product);
    if (profile.vsix) await measureVsix(session, product);
    else recorder.gap(product.variant, 'bundle.vsix', 'only in the full profile');
    checkActivation(session, product);
  }
  await interleaved(profile.starts, products, async (product) => {
    const file = join(product.dist, 'client.node.cjs');
    const { output, errors } = await runNode([join(import.meta.dirname, 'load-client.cjs'), file]);
    if (output === '') throw new Error(`The client cannot be loaded: ${errors}`);
    recorder.add(product.variant, 'activation.load', 'ms', Number(output));
  });
}

const shipped = [
  ['server', 'server.node.cjs'],
  ['client', 'client.node.cjs'],
  ['worker', 'server.worker.js'],
  ['web-client', 'client.browser.cjs'],
  ['cli', 'cli.cjs'],
] as const;

/** What each npm package, and each folder of ours, adds to a bundle. */
async function measurePackages({ recorder }: Session, product: Product): Promise<void> {
  const script = pathToFileURL(join(product.checkout, 'scripts', 'build.mjs')).href;
  const { bundles } = (await import(script)) as { readonly bundles: readonly Bundle[] };
  for (const [name, file] of shipped.slice(0, 2)) {
    const bundle = bundles.find(({ output }) => output === `dist/${file}`);
    if (!bundle) continue;
    const { metafile } = await build({
      ...bundle.options,
      entryPoints: [bundle.entry],
      absWorkingDir: product.checkout,
      bundle: true,
      minify: true,
      define: { 'process.env.NODE_ENV': '"production"' },
      legalComments: 'none',
      metafile: true,
      write: false,
      outfile: bundle.output,
    });
    const sizes = new Map<string, number>();
    for (const [path, { bytesInOutput }] of Object.entries(
      Object.values(metafile.outputs)[0]?.inputs ?? {},
    )) {
      const part = partOf(path);
      sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput);
    }
    for (const [part, size] of [...sizes].sort((a, b) => b[1] - a[1])) {
      recorder.add(product.variant, `bundle.${name}.of.${part}`, 'B', size);
    }
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
