import type { Readable, Writable } from 'node:stream';
import type { Channel } from '../lsp/channel.ts';
import { Frames, frame } from './frames.ts';
import { processLife } from './process-life.ts';

/** A client at the other end of two streams, such as standard input and output. */
export function streamChannel(input: Readable, output: Writable): Channel {
  return {
    ...processLife,
    listen(receive, close) {
      const frames = new Frames();
      input.on('data', (bytes: Uint8Array) => {
        try {
          for (const text of frames.take(bytes)) receive(parsed(text));
        } catch (error) {
          // Where the next message begins is not known any more.
          console.error(`flux-tenancy: ${error instanceof Error ? error.message : error}`);
          close();
        }
      });
      for (const event of ['end', 'close', 'error']) input.on(event, close);
      output.on('error', close);
    },
    send(message) {
      output.write(frame(JSON.stringify(message)));
    },
  };
}

/** What is no JSON is no message. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
