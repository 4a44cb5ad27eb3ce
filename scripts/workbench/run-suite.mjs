// Opens the example fleet in VS Code and runs the mocha suite in its extension host. A process of its
// own, so that it can be put under xvfb-run.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { fromRoot, root } from '../toolchain/root.mjs';
import { downloads } from './cache.mjs';

const folder = mkdtempSync(join(tmpdir(), 'flux-tenancy-fleet-'));
const fleet = join(folder, 'fleet');
const download = process.argv.includes('--download');

try {
  // The suite edits and saves files.
  cpSync(fromRoot('test', 'fleet'), fleet, { recursive: true });
  process.exitCode = await runTests({
    vscodeExecutablePath: download
      ? undefined
      : fromRoot('scripts/workbench/vscode-executable.mjs'),
    cachePath: downloads,
    extensionDevelopmentPath: root,
    extensionTestsPath: fromRoot(process.env.FLUX_TENANCY_SUITE),
    launchArgs: [fleet, '--disable-extensions', `--user-data-dir=${join(folder, 'user')}`],
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
