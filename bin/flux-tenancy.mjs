#!/usr/bin/env node
// The command line of Flux Tenancy. An installed package brings its bundle along; in a fresh clone the
// bundle is built on first use.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const CANNOT_RUN = 2;
const bundle = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));

if (existsSync(bundle) || (await buildFirst())) createRequire(import.meta.url)(bundle);

async function buildFirst() {
  const problem = await tryToBuild();
  if (existsSync(bundle)) return true;
  console.error(
    `flux-tenancy is not built: ${bundle} is missing (${problem}). Run: npm ci && npm run build`,
  );
  process.exitCode = CANNOT_RUN;
  return false;
}

/** Its messages go to stderr: what this command prints is read by other programs. */
async function tryToBuild() {
  const { log } = console;
  console.log = console.error;
  try {
    console.error('flux-tenancy is not built yet; building it first.');
    const { build } = await import('../scripts/build.mjs');
    const missing = await build();
    return missing.length > 0 ? `no ${missing.join(', ')}` : 'the build made no such file';
  } catch (error) {
    return error.message;
  } finally {
    console.log = log;
  }
}
