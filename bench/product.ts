import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { fromBench, root } from './files.ts';
import { runNode } from './lsp/process.ts';

/** One build of Flux Tenancy that is measured. */
export interface Product {
  /** `here` or `base`. */
  readonly variant: string;
  /** What it was built from. */
  readonly checkout: string;
  readonly commit: string;
  /** How its files are built, by what they are. */
  readonly bundles: Readonly<Record<Part, Bundle>>;
  /** The built files, which nothing changes during the run, by what they are. */
  readonly files: Readonly<Record<Part, string>>;
  /** Which commands take `--cache-dir`. */
  readonly caches: { readonly check: boolean; readonly lsp: boolean };
}

export type Part = 'server' | 'client' | 'cli';

/** As scripts/build.mjs lists them. */
export interface Bundle {
  readonly entry: string;
  readonly output: string;
  readonly options: BuildOptions;
}

export const cliOf = ({ files }: Product): string => files.cli;

export const serverOf = ({ files }: Product): readonly string[] => [files.server, '--stdio'];

/** Builds this folder as it is, and keeps a copy of what came out. */
export async function productHere(): Promise<Product> {
  const changes = git(root, 'status', '--porcelain', '--untracked-files=no');
  const commit = git(root, 'rev-parse', '--short=12', 'HEAD');
  return builtIn(root, 'here', changes === '' ? commit : `${commit}+`);
}

/** Writes the files of another commit into the cache and builds them with this folder's packages. */
export async function productOf(reference: string): Promise<Product> {
  const commit = git(root, 'rev-parse', '--short=12', `${reference}^{commit}`);
  const checkout = fromBench('base', commit);
  if (!existsSync(join(checkout, 'node_modules'))) {
    mkdirSync(checkout, { recursive: true });
    // An index of its own, so that nothing else in the repository knows of it.
    const env = { ...process.env, GIT_INDEX_FILE: fromBench('base', `${commit}.index`) };
    git(root, 'read-tree', commit, { env });
    git(root, 'checkout-index', '--all', '--force', `--prefix=${checkout}/`, { env });
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  }
  return builtIn(checkout, 'base', commit);
}

async function builtIn(checkout: string, variant: string, commit: string): Promise<Product> {
  const script = join(checkout, 'scripts', 'build.mjs');
  const built = await runNode([script, '--production']);
  if (built.code !== 0) throw new Error(`${variant} cannot be built:\n${built.errors}`);
  const dist = fromBench('products', variant);
  rmSync(dist, { recursive: true, force: true });
  cpSync(join(checkout, 'dist'), dist, { recursive: true });
  const { bundles: all } = (await import(pathToFileURL(script).href)) as {
    readonly bundles: readonly Bundle[];
  };
  const bundles = {
    server: find(all, 'server'),
    client: find(all, 'client'),
    cli: find(all, 'cli'),
  };
  const fileOf = (part: Part) => join(dist, basename(bundles[part].output));
  const files = { server: fileOf('server'), client: fileOf('client'), cli: fileOf('cli') };
  const takesCache = async (command: string) =>
    (await runNode([files.cli, command, '--help'])).output.includes('--cache-dir');
  const caches = { check: await takesCache('check'), lsp: await takesCache('lsp') };
  return { variant, checkout, commit, bundles, files, caches };
}

/** The bundle for Node; a commit may have others for browsers. */
function find(bundles: readonly Bundle[], part: Part): Bundle {
  const names = [`dist/${part}.node.cjs`, `dist/${part}.cjs`];
  const found = bundles.find(({ output }) => names.includes(output));
  if (!found) throw new Error(`No bundle is called ${names.join(' or ')}.`);
  return found;
}

function git(folder: string, ...given: readonly (string | { readonly env: NodeJS.ProcessEnv })[]) {
  const args = given.filter((each) => typeof each === 'string');
  const options = given.find((each) => typeof each === 'object');
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', ...options }).trim();
}
