// The project's own tools and the Node they run on, whichever Node started the script: `npm ci` brings
// a Node 24 along, and a fresh clone's first `npm test` or `npm start` begins under an older one.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fromRoot } from './root.mjs';

export function projectNode() {
  const own = fromRoot('node_modules', 'node', 'bin', 'node');
  return existsSync(own) ? own : process.execPath;
}

/** With the project's Node and tools first on PATH, as in an npm script; colours only for a terminal. */
export function projectEnv(more = {}) {
  const bin = fromRoot('node_modules', '.bin');
  const colours = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  return { ...process.env, ...colours, PATH: bin + delimiter + process.env.PATH, ...more };
}

/** The script behind a package's command, to be run by `projectNode()` on every platform alike. */
export function tool(packageName, command = packageName) {
  const folder = fromRoot('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
