import { performance } from 'node:perf_hooks';
import type { Platform } from '../lsp/platform.ts';

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
  loadReader: async () => {
    const { openNodeFolder } = await import('./open-node-folder.ts');
    return openNodeFolder;
  },
};
