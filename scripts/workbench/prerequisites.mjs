// What the operating system must provide. Root on Debian or Ubuntu (a container, a CI machine) gets
// it installed; everybody else gets the command to run.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from '../toolchain/progress.mjs';
import { run } from '../toolchain/run.mjs';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const needs = {
  server: [
    { packages: ['python3'], present: () => isOnPath('python3') },
    { packages: ['make'], present: () => isOnPath('make') },
    { packages: ['g++'], present: () => isOnPath('g++') },
    { packages: ['libkrb5-dev'], present: () => existsSync('/usr/include/gssapi/gssapi.h') },
  ],
  // The browser alone would draw text without any font.
  browser: [
    { packages: ['chromium', 'fonts-dejavu-core'], present: () => Boolean(chromiumExecutable()) },
  ],
};

/** Sees to it that the packages for `server` (to compile it) or `browser` (to drive it) are there. */
export async function ensurePrerequisites(kind) {
  const missing = missingPackages(kind);
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(howToInstall(missing));
  await aptInstall(missing);
  const still = missingPackages(kind);
  if (still.length > 0) throw new Error(howToInstall(still));
}

/** The browser's executable, or nothing where there is none. */
export function chromiumExecutable() {
  return process.env.CHROMIUM || CHROMIUM_NAMES.map(findOnPath).find(Boolean);
}

export const isOnPath = (name) => findOnPath(name) !== undefined;

function missingPackages(kind) {
  return needs[kind].filter((need) => !need.present()).flatMap((need) => need.packages);
}

const canInstall = () => process.getuid?.() === 0 && isOnPath('apt-get');

async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('Updating the package lists (apt-get update)', () =>
    run('apt-get', ['update', '-q'], { env }),
  );
  await step(`Installing ${packages.join(', ')} (apt-get install)`, () =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env }),
  );
}

function howToInstall(packages) {
  const list = packages.join(' ');
  return isOnPath('apt-get')
    ? `Missing on this machine: ${list}. Install with: sudo apt-get install -y ${list}`
    : `Missing on this machine: ${list}. Install these (Debian's names) with your package manager; a Chromium in an unusual place is named by the variable CHROMIUM.`;
}

function findOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
