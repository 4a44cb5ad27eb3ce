// npm run package [-- --out FILE]
// Builds for production and packs flux-tenancy-<version>.vsix: bundles only, no dependency tree.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { overBudget } from './bundle/budget.mjs';
import { isMain, runMain } from './toolchain/main.mjs';
import { heading } from './toolchain/progress.mjs';
import { fromRoot, manifest, root } from './toolchain/root.mjs';
import { run } from './toolchain/run.mjs';
import { projectEnv, projectNode, tool } from './toolchain/tools.mjs';

/** Packs the extension and returns what vsce said about it (its list of files). */
export async function packageExtension(file) {
  const missing = await build({ production: true });
  if (missing.length > 0) throw new Error(`Cannot package without ${missing.join(', ')}.`);
  mkdirSync(dirname(file), { recursive: true });
  const vsce = tool('@vscode/vsce', 'vsce');
  const args = ['package', '--no-dependencies', ...withoutRepository(), '--out', file];
  const said = await run(projectNode(), [vsce, ...args], { cwd: root, env: projectEnv() });
  const tooLarge = overBudget('flux-tenancy.vsix', statSync(file).size, said);
  if (tooLarge) throw new Error(tooLarge);
  return said;
}

/** vsce makes the README's relative links absolute, and refuses where it does not know to what. */
const withoutRepository = () =>
  manifest.repository ? [] : ['--allow-missing-repository', '--no-rewrite-relative-links'];

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const file = resolve(values.out ?? fromRoot(`${manifest.name}-${manifest.version}.vsix`));
  heading(`Packaging ${file}`);
  console.log(await packageExtension(file));
  console.log(`${file}: ${Math.ceil(statSync(file).size / 1024)} KB`);
}

if (isMain(import.meta.url)) await runMain(main);
