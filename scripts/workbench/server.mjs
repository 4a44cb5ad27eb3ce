// Starts and stops VS Code's server on a free port of this machine, with data folders of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../toolchain/run.mjs';
import { nodeExecutable, serverMain } from './cache.mjs';
import { quietSettings } from './settings.mjs';

const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 5_000;

/**
 * @param {object} [options]
 * @param {Record<string, unknown>} [options.settings] user settings on top of the quiet ones
 * @param {string[]} [options.extensions] .vsix files to install
 * @param {Record<string, string>} [options.env] more environment for the extension host
 */
export async function startServer({ settings = {}, extensions = [], env = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'flux-tenancy-vscode-'));
  const removeData = () => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeData);
  try {
    writeUserSettings(data, { ...quietSettings, ...settings });
    for (const vsix of extensions) await installExtension(data, vsix);
    const child = launch(data, env);
    const port = await listeningPort(child);
    const stop = () => end(child).then(removeData);
    return { port, stop, url: (target) => workbenchUrl(port, target) };
  } catch (error) {
    removeData();
    throw error;
  }
}

/**
 * The address of a window. A development extension and a test suite reach the workbench in the
 * payload, with the server's authority, which is always called `remote`.
 */
export function workbenchUrl(port, { folder, developmentPath, testsPath }) {
  const remote = (path) => `vscode-remote://remote${resolve(path)}`;
  const payload = [['skipWelcome', 'true']];
  if (developmentPath) payload.push(['extensionDevelopmentPath', remote(developmentPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  const query = new URLSearchParams({
    folder: resolve(folder),
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

function writeUserSettings(data, settings) {
  const user = join(data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(settings, null, 2));
}

const folders = (data) => [
  ...['--server-data-dir', data],
  ...['--extensions-dir', join(data, 'extensions')],
];

function installExtension(data, vsix) {
  const args = [serverMain, ...folders(data), '--accept-server-license-terms'];
  return run(nodeExecutable, [...args, '--install-extension', resolve(vsix)]);
}

/** A process group of its own, so that the extension hosts end with the server. */
function launch(data, env) {
  const args = [
    ...[serverMain, ...folders(data), '--accept-server-license-terms'],
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    // The workbench reads the payload of its address only with the smoke test driver.
    ...['--enable-smoke-test-driver', '--log', 'warn'],
  ];
  const child = spawn(nodeExecutable, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends this process ends the server with it.
  process.prependOnceListener('exit', () => signal(child, 'SIGKILL'));
  return child;
}

function listeningPort(child) {
  return new Promise((done, fail) => {
    let output = '';
    const giveUp = (reason) => {
      signal(child, 'SIGKILL');
      fail(new Error(`VS Code's server did not start (${reason}):\n${output}`));
    };
    const timer = setTimeout(giveUp, START_TIMEOUT, `no answer in ${START_TIMEOUT / 1000} s`);
    const listen = (chunk) => {
      output += chunk;
      const port = /listening on (\d+)/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream.off('data', listen).resume();
      done(Number(port));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => giveUp(error.message));
    child.once('exit', (code) => giveUp(`it ended with ${code}`));
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  signal(child, 'SIGTERM');
  const timer = setTimeout(signal, STOP_TIMEOUT, child, 'SIGKILL');
  await ended;
  clearTimeout(timer);
  signal(child, 'SIGKILL');
}

/** To the whole group; a group that has already ended is what was wanted. */
function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
