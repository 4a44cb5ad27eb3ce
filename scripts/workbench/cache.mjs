// Where the VS Code server and its Node live: outside the repository, one folder per combination of
// versions, so that several clones share it and a new version never meets an old one's files.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { manifest } from '../toolchain/root.mjs';

/** npm's code-server carries VS Code 1.139.1: the whole server and workbench. */
export const codeServerVersion = '4.139.1';

/** The Node that runs the server. Its native modules are compiled for it, hence one exact version. */
export const nodeVersion = manifest.devDependencies.node;

const platform = `${process.platform}-${process.arch}`;
const caches = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'flux-tenancy');

export const home = join(caches, `vscode-${codeServerVersion}-node-${nodeVersion}-${platform}`);
export const lockFile = `${home}.lock`;

export const nodePackage = `node-${platform}`;
export const nodeHome = join(home, 'node');
export const nodeExecutable = join(nodeHome, 'bin', 'node');

export const serverHome = join(home, 'code-server', 'lib', 'vscode');
export const serverMain = join(serverHome, 'out', 'server-main.js');

/** Written last: whoever finds it needs to prepare nothing. */
export const readyMarker = join(home, 'ready.json');

/** Where @vscode/test-electron keeps the desktop VS Code it downloads. */
export const downloads = join(caches, 'vscode-desktop');
