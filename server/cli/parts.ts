import { analyze } from '../core/index.ts';
import { NodeFileSource } from '../node/node-file-source.ts';
import type { Parts } from './environment.ts';

/** The parts of a real run. The language server is loaded only when it is asked for. */
export const standardParts: Parts = {
  openFiles: (root) => new NodeFileSource(root),
  analyze,
  serve: async () => {
    const { startStdioServer } = await import('../node/stdio-server.ts');
    startStdioServer();
  },
};
