// Sets up a real VS Code (its server and workbench) from npm packages, once per machine: the server's
// files, a Node with headers, and the server's native modules compiled for exactly that Node.
// Takes about two minutes the first time and a few milliseconds ever after.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { say, step } from '../toolchain/progress.mjs';
import { npmCommand, run } from '../toolchain/run.mjs';
import * as cache from './cache.mjs';
import { withLock } from './lock.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';

const NATIVE_MODULES = ['@vscode/spdlog', 'node-pty', '@parcel/watcher'];

const isReady = () => existsSync(cache.readyMarker);

/** Idempotent; a run that was interrupted goes on where it stopped. */
export async function prepareServer() {
  if (isReady()) return;
  requireLinux();
  await ensurePrerequisites('server');
  await withLock(cache.lockFile, async () => {
    if (!isReady()) await setUp();
  });
}

async function setUp() {
  say(`Setting up VS Code's server in ${cache.home} (once, about two minutes)`);
  mkdirSync(cache.home, { recursive: true });
  await unpack(`${cache.nodePackage}@${cache.nodeVersion}`, cache.nodeHome);
  await unpack(`code-server@${cache.codeServerVersion}`, dirname(dirname(cache.serverHome)));
  await step("Installing and compiling the server's modules", installServerModules);
  const version = await step('Verifying the server', verify);
  writeFileSync(cache.readyMarker, JSON.stringify({ version }));
}

/** Downloads an npm package and unpacks its files; the rename makes the folder whole or absent. */
async function unpack(specifier, target) {
  if (existsSync(target)) return;
  const staging = mkdtempSync(join(cache.home, 'unpack-'));
  try {
    const [npm, args] = npmCommand(['pack', specifier, '--silent', '--pack-destination', staging]);
    await step(`Downloading ${specifier}`, () => run(npm, args, { cwd: staging, env: npmEnv() }));
    await run('sh', ['-c', 'tar -xzf ./*.tgz'], { cwd: staging });
    renameSync(join(staging, 'package'), target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function installServerModules() {
  const [npm, args] = npmCommand(['install', '--omit=dev', '--no-audit', '--no-fund']);
  return run(npm, args, { cwd: cache.serverHome, env: npmEnv() });
}

/** Loads the native modules and asks for the version: a broken build shows here, not in a test. */
async function verify() {
  const load = NATIVE_MODULES.map((name) => `require('${name}')`).join(';');
  await run(cache.nodeExecutable, ['-e', load], { cwd: cache.serverHome });
  const output = await run(cache.nodeExecutable, [cache.serverMain, '--version']);
  return output.split('\n')[0];
}

/**
 * The native modules must be built by and for the Node that will load them. Of the surrounding
 * npm run, only what says how to reach the registry may be passed on, not what names this project.
 */
function npmEnv() {
  const env = { ...process.env };
  for (const name of ['npm_config_local_prefix', 'npm_package_json', 'INIT_CWD']) delete env[name];
  if (!existsSync(cache.nodeExecutable)) return env;
  env.PATH = join(cache.nodeHome, 'bin') + delimiter + env.PATH;
  env.npm_config_nodedir = cache.nodeHome;
  env.npm_config_jobs = 'max';
  return env;
}

function requireLinux() {
  if (process.platform === 'linux') return;
  throw new Error(
    "VS Code's server is set up on Linux only. Here, use your own VS Code: " +
      'FLUX_TENANCY_VSCODE=download npm test, or code --extensionDevelopmentPath=. test/fleet',
  );
}
