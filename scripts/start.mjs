// npm start [-- FOLDER] [--no-open] [--browser]
// Installs, builds, prints what is found in the folder (default: the example fleet), then opens the
// folder in VS Code with the extension loaded.
//   --no-open    stop after printing
//   --browser    VS Code in the browser even where the command `code` exists
// Begins under Node 20 in a fresh clone, so whatever needs node_modules is imported after installing.
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installIfNeeded } from './toolchain/install.mjs';
import { runMain } from './toolchain/main.mjs';
import { heading, say } from './toolchain/progress.mjs';
import { fromRoot, root } from './toolchain/root.mjs';
import { runVisibly } from './toolchain/run.mjs';
import { projectEnv, projectNode } from './toolchain/tools.mjs';
import { isOnPath } from './workbench/prerequisites.mjs';

const FINDINGS = 1;

async function main() {
  const { folder, open, browser } = readArguments();
  heading('Installing and building');
  await installIfNeeded();
  const { build } = await import('./build.mjs');
  await build();
  await show('tenants', folder);
  await show('check', folder);
  if (!open) return;
  if (!browser && hasDesktopVsCode() && (await openDesktop(folder))) return;
  await openInBrowser(folder);
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'no-open': { type: 'boolean' }, browser: { type: 'boolean' } },
  });
  // npm runs scripts in the package's folder; a relative path means the caller's.
  const from = process.env.INIT_CWD ?? process.cwd();
  const folder = positionals[0] ? resolve(from, positionals[0]) : fromRoot('test', 'fleet');
  if (!existsSync(folder)) {
    throw new Error(`${folder} does not exist. Name a folder: npm start -- PATH`);
  }
  return { folder, open: !values['no-open'], browser: values.browser };
}

/** What the command line prints; finding problems is a result here, not a failure. */
async function show(command, folder) {
  const shown = relative(root, folder).startsWith('..') ? folder : relative(root, folder);
  heading(`flux-tenancy ${command} ${shown}`);
  const args = [fromRoot('bin', 'flux-tenancy.mjs'), command, shown || '.'];
  const code = await runVisibly(projectNode(), args, { cwd: root, env: projectEnv() });
  if (code > FINDINGS) throw new Error(`flux-tenancy ${command} ${shown} ended with ${code}.`);
}

/** Inside a remote window's terminal `code` talks to that window, which cannot load an extension. */
const hasDesktopVsCode = () => isOnPath('code') && !process.env.VSCODE_IPC_HOOK_CLI;

async function openDesktop(folder) {
  heading('Opening VS Code');
  const code = await runVisibly('code', [`--extensionDevelopmentPath=${root}`, folder]);
  if (code !== 0) say(`code ended with ${code}; opening VS Code in the browser instead.`);
  return code === 0;
}

async function openInBrowser(folder) {
  heading('Starting VS Code for the browser');
  const { prepareServer } = await import('./workbench/prepare.mjs');
  const { startServer } = await import('./workbench/server.mjs');
  await prepareServer();
  const server = await startServer();
  const url = server.url({ folder, developmentPath: root });
  console.log(`\n  Open in your browser:\n\n    ${url}\n\n  Ctrl+C stops it.\n`);
  await interrupted();
  await server.stop();
}

const interrupted = () =>
  new Promise((done) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, done);
  });

await runMain(main);
