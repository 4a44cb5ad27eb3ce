import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Platform } from '../lsp/platform.ts';
import { NodeFileSource } from './node-file-source.ts';

/** A server in Node: real time, and the disk for folders of the scheme `file`. */
export const nodePlatform: Platform = {
  clock: {
    now: () => performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  openFolder: (uri) => {
    const path = pathOf(uri);
    return path === undefined ? undefined : new NodeFileSource(path);
  },
};

/** `undefined` for what is no path on this system, such as a path of Windows anywhere else. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
