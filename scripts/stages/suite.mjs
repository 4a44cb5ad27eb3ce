// Runs the mocha suite in the extension host of a real VS Code, through @vscode/test-electron.
//   FLUX_TENANCY_VSCODE=server     VS Code's server from npm, in headless Chromium: one pinned version,
//                                  reachable wherever npm is. The default on Linux.
//   FLUX_TENANCY_VSCODE=download   the desktop VS Code that @vscode/test-electron downloads (on Linux
//                                  without a display through xvfb-run). The default elsewhere.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../toolchain/progress.mjs';
import { fromRoot, root } from '../toolchain/root.mjs';
import { runVisibly } from '../toolchain/run.mjs';
import { projectEnv, projectNode } from '../toolchain/tools.mjs';
import { prepareServer } from '../workbench/prepare.mjs';
import { isOnPath } from '../workbench/prerequisites.mjs';

const MARKS = { passed: '✓', failed: '✗', skipped: '-' };
const SUITE = 'test-results/workbench/suite.cjs';

export default async function suite() {
  const download = usesDownload();
  if (!download) await prepareServer();
  await bundleSuite();
  const folder = mkdtempSync(join(tmpdir(), 'flux-tenancy-suite-'));
  const results = join(folder, 'results.json');
  try {
    const [command, args] = launcher(download);
    const env = projectEnv({ FLUX_TENANCY_SUITE: SUITE, FLUX_TENANCY_RESULTS: results });
    await runVisibly(command, args, { cwd: root, env });
    return report(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function usesDownload() {
  const fallback = process.platform === 'linux' ? 'server' : 'download';
  const choice = process.env.FLUX_TENANCY_VSCODE || fallback;
  if (!['server', 'download'].includes(choice)) {
    throw new Error(`FLUX_TENANCY_VSCODE is "${choice}"; it must be server or download.`);
  }
  return choice === 'download';
}

/** The extension host loads the suite as one CommonJS file. */
async function bundleSuite() {
  const { build } = await import('esbuild');
  mkdirSync(fromRoot('test-results', 'workbench'), { recursive: true });
  await build({
    entryPoints: [fromRoot('test/workbench/suite/index.ts')],
    outfile: fromRoot(SUITE),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function launcher(download) {
  const run = [
    projectNode(),
    fromRoot('scripts/workbench/run-suite.mjs'),
    ...(download ? ['--download'] : []),
  ];
  const headless = download && process.platform === 'linux' && !process.env.DISPLAY;
  if (!headless) return [run[0], run.slice(1)];
  if (!isOnPath('xvfb-run')) {
    throw new Error('There is no display. Install xvfb: sudo apt-get install -y xvfb');
  }
  return ['xvfb-run', ['--auto-servernum', ...run]];
}

/** The suite writes one line per test; no file means that it never got that far. */
function report(file) {
  if (!existsSync(file)) throw new Error('The suite ended without a result.');
  const tests = JSON.parse(readFileSync(file, 'utf8'));
  for (const { state, title, duration, error } of tests) {
    say(`${MARKS[state]} ${title} (${duration} ms)`);
    if (error) console.error(error);
  }
  const count = (state) => tests.filter((one) => one.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
