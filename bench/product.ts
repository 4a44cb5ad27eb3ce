import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench, root } from './files.ts';
import { runNode } from './lsp/process.ts';

/** One build of Flux Tenancy that is measured. */
export interface Product {
  /** `here` or `base`. */
  readonly variant: string;
  /** The checkout it was built from. */
  readonly checkout: string;
  /** The built files, which nothing changes during the run. */
  readonly dist: string;
  readonly commit: string;
  /** Whether the command line and the server take `--cache-dir`. */
  readonly hasCache: boolean;
}

export const cliOf = ({ dist }: Product): string => join(dist, 'cli.cjs');

export const serverOf = ({ dist }: Product): readonly string[] => [
  join(dist, 'server.node.cjs'),
  '--stdio',
];

/** Builds this folder as it is, and keeps a copy of what came out. */
export async function productHere(): Promise<Product> {
  return builtIn(root, 'here');
}

/** Checks out another commit beside this one and builds it with this folder's packages. */
export async function productOf(reference: string): Promise<Product> {
  const commit = git(root, 'rev-parse', '--short=12', `${reference}^{commit}`);
  const checkout = fromBench('base', commit);
  if (!existsSync(checkout)) {
    git(root, 'worktree', 'prune');
    git(root, 'worktree', 'add', '--detach', checkout, commit);
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  }
  return builtIn(checkout, 'base');
}

async function builtIn(checkout: string, variant: string): Promise<Product> {
  const built = await runNode([join(checkout, 'scripts', 'build.mjs'), '--production']);
  if (built.code !== 0) throw new Error(`${variant} cannot be built:\n${built.errors}`);
  const place = fromBench('products', variant);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const dist = join(place, 'dist');
  cpSync(join(checkout, 'dist'), dist, { recursive: true });
  const help = await runNode([join(dist, 'cli.cjs'), 'check', '--help']);
  return {
    variant,
    checkout,
    dist,
    commit: commitOf(checkout),
    hasCache: help.output.includes('--cache-dir'),
  };
}

function commitOf(checkout: string): string {
  const changes = git(checkout, 'status', '--porcelain', '--untracked-files=no');
  return git(checkout, 'rev-parse', '--short=12', 'HEAD') + (changes === '' ? '' : '+');
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
}
