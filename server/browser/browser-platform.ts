import type { Platform } from '../lsp/platform.ts';

/** A server in a web worker. */
export const browserPlatform: Platform = {
  clock: {
    now: () => performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    // A message port wakes us at once; timers of browsers are held back when nested.
    pause: () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(undefined);
      }),
  },
};
