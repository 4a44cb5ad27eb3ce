import type { Channel } from '../lsp/channel.ts';

const betweenLooks = 3000;

/** What every server has in common that is a process of Node. */
export const processLife: Pick<Channel, 'later' | 'exit' | 'whenGone'> = {
  later: (run) => setImmediate(run),
  exit: (code) => process.exit(code),
  whenGone(processId, close) {
    const look = setInterval(() => {
      if (isAlive(processId)) return;
      clearInterval(look);
      close();
    }, betweenLooks);
    look.unref();
  },
};

/** A process that belongs to somebody else cannot be signalled, but is there. */
function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
