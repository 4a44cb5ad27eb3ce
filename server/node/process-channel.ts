import type { Channel } from '../lsp/channel.ts';
import { processLife } from './process-life.ts';

/** The process that started this one with a channel for messages, as VS Code does. */
export const processChannel: Channel = {
  ...processLife,
  listen(receive, close) {
    process.on('message', receive);
    process.on('disconnect', close);
  },
  send(message) {
    // Without a callback, a message that cannot be sent any more would be an error that nobody catches.
    process.send?.(message, undefined, undefined, () => undefined);
  },
};
