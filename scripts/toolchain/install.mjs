// Installs the dependencies, but only when node_modules is not what package-lock.json describes.
// Runs before node_modules exists, so it may use nothing but Node's own modules.
import { readFileSync } from 'node:fs';
import { step } from './progress.mjs';
import { fromRoot, root } from './root.mjs';
import { npmCommand, run } from './run.mjs';

export async function installIfNeeded() {
  if (isInstalled()) return;
  const [command, args] = npmCommand(['ci']);
  await step('Installing dependencies (npm ci, about 500 MB)', () =>
    run(command, args, { cwd: root }),
  );
}

/** npm records what it installed in node_modules/.package-lock.json; packages for other platforms are missing there. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version : entry.optional),
  );
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(fromRoot(path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
