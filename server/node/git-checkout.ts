import { type Checkout, noCheckout } from '../core/index.ts';

/**
 * Asks the git configuration of a workspace folder for its remotes and branch. Only the folder's own `.git` directory is
 * read, by the given function, and no git is run; a folder without one has no checkout.
 */
export function readCheckout(textOf: (path: string) => string | undefined): Checkout {
  const config = textOf('.git/config');
  if (config === undefined) return noCheckout;
  const head = textOf('.git/HEAD') ?? '';
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
