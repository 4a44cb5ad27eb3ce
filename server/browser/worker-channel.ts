import type { Channel } from '../lsp/channel.ts';

/** The page or worker that started this worker. Its messages wait for their turn outside. */
export function workerChannel(scope: DedicatedWorkerGlobalScope): Channel {
  return {
    listen(receive) {
      scope.onmessage = ({ data }) => receive(data);
    },
    send: (message) => scope.postMessage(message),
    later: (run) => run(),
    exit: () => scope.close(),
    whenGone: () => undefined,
  };
}
