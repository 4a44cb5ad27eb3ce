import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkout, noCheckout } from '../core/index.ts';

/**
 * Asks the git configuration of a workspace folder for its remotes and branch. Only the folder's own `.git` directory is
 * read, no git is run; a folder without one has no checkout.
 */
export function readCheckout(folder: string): Checkout {
  const config = textOf(join(folder, '.git', 'config'));
  if (config === undefined) return noCheckout;
  const head = textOf(join(folder, '.git', 'HEAD')) ?? '';
  return { remotes: remotesIn(config), branch: /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1] };
}

function remotesIn(config: string): readonly string[] {
  const remotes: string[] = [];
  let isRemote = false;
  for (const line of config.split('\n')) {
    const section = /^\s*\[(\w+)/.exec(line)?.[1];
    if (section !== undefined) isRemote = section === 'remote';
    const url = /^\s*url\s*=\s*(\S+)\s*$/.exec(line)?.[1];
    if (isRemote && url !== undefined) remotes.push(url);
  }
  return remotes;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
