// Bundles the extension, its language server and the CLI into dist/.
//   node scripts/build.mjs [--production | --minify]      minified and without source maps
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import { generateSchemas } from './schema/generate.mjs';
import { isMain, runMain } from './toolchain/main.mjs';
import { say, seconds } from './toolchain/progress.mjs';
import { fromRoot, root } from './toolchain/root.mjs';

/**
 * Libraries bring along code that starts processes and opens connections, which the server and the command line never
 * run. Without these modules they cannot.
 */
const withoutReach = {
  name: 'without-reach',
  setup({ onResolve, onLoad }) {
    const filter =
      /^(node:)?(child_process|cluster|dgram|dns|http|http2|https|net|tls|worker_threads)$/;
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'without-reach' }));
    onLoad({ filter: /.*/, namespace: 'without-reach' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

const node = { platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { platform: 'browser', format: 'cjs', mainFields: ['browser', 'module', 'main'] };

export const bundles = [
  {
    entry: 'client/extension.node.ts',
    output: 'dist/client.node.cjs',
    // What VS Code 1.91, the oldest supported one, runs its extension host on.
    options: { ...node, target: 'node20', external: ['vscode'] },
  },
  {
    entry: 'client/extension.browser.ts',
    // The web extension host takes the entry point of a `"type": "module"` package for an ES module,
    // which it cannot load, unless the name ends in .cjs.
    output: 'dist/client.browser.cjs',
    options: { ...browser, target: 'es2022', external: ['vscode'] },
  },
  {
    entry: 'server/node/main.ts',
    output: 'dist/server.node.cjs',
    options: { ...node, target: 'node20', plugins: [withoutReach] },
  },
  {
    entry: 'server/browser/main.ts',
    output: 'dist/server.worker.js',
    options: { ...browser, format: 'iife', target: 'es2022' },
  },
  {
    entry: 'server/cli/main.ts',
    output: 'dist/cli.cjs',
    options: { ...node, target: 'node20', plugins: [withoutReach] },
  },
];

const stampFile = fromRoot('dist', '.stamp.json');

/** Builds what is there to build and returns the entry points that are missing. */
export async function build({ production = false } = {}) {
  const start = performance.now();
  await generateSchemas();
  const present = bundles.filter(({ entry }) => existsSync(fromRoot(entry)));
  const missing = bundles.filter((bundle) => !present.includes(bundle)).map(({ entry }) => entry);
  for (const entry of missing) say(`Skipped: ${entry} does not exist, so its bundle is not built.`);
  if (isUpToDate(present, production)) {
    say('Bundles are up to date.');
    return missing;
  }
  const inputs = (await Promise.all(present.map((one) => bundle(one, production)))).flat();
  writeStamp(inputs, present, production);
  say(`Built ${present.length} bundles in ${seconds(start)}.`);
  return missing;
}

async function bundle({ entry, output, options }, production) {
  const result = await compile({ entry, output, options }, production);
  for (const { text, location } of result.warnings) say(`${location?.file ?? entry}: ${text}`);
  if (options.platform === 'browser') requireNoNodeModules(output, result);
  requireNoEvaluation(output, result);
  for (const file of result.outputFiles) writeWhole(file.path, file.contents);
  return Object.keys(result.metafile.inputs);
}

/** Bundles in memory. */
export async function compile({ entry, output, options }, production) {
  const { build: esbuild } = await import('esbuild');
  return esbuild({
    ...options,
    entryPoints: [entry],
    outfile: output,
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: !production,
    define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
}

/** The browser has none of Node's modules: such an import would only fail in somebody's window. */
function requireNoNodeModules(output, { metafile, outputFiles }) {
  const allowed = new Set(['vscode']);
  const imported = Object.values(metafile.outputs)
    .flatMap((file) => file.imports)
    .filter((one) => one.external)
    .map((one) => one.path);
  const code = outputFiles.find((file) => !file.path.endsWith('.map'))?.text ?? '';
  const required = [...code.matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)]
    .map((match) => match[1])
    .filter((name) => name.startsWith('node:') || builtinModules.includes(name));
  const foreign = [...new Set([...imported, ...required])].filter((name) => !allowed.has(name));
  if (foreign.length === 0) return;
  throw new Error(
    `${output} is for the browser but imports ${foreign.join(', ')}. ` +
      'Move that import out of what the browser entry point reaches.',
  );
}

/** Where a page's policy forbids it, as in a browser's VS Code, code that is made of text does not run. */
function requireNoEvaluation(output, { outputFiles }) {
  const code = outputFiles.find((file) => !file.path.endsWith('.map'))?.text ?? '';
  const found = /\bnew Function\b|(?<![.\w])eval\(/.exec(code);
  if (found) throw new Error(`${output} evaluates text as code: ${found[0]}`);
}

/** A reader (another run, a window that is just starting) sees the old file or the new one. */
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

function isUpToDate(present, production) {
  if (!existsSync(stampFile)) return false;
  const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
  return (
    stamp.production === production &&
    stamp.entries.join() === present.map(({ entry }) => entry).join() &&
    present.every(({ output }) => existsSync(fromRoot(output))) &&
    Object.entries(stamp.inputs).every(([path, state]) => stateOf(path) === state)
  );
}

function writeStamp(inputs, present, production) {
  const files = new Set([...inputs, 'scripts/build.mjs', 'package-lock.json']);
  const stamp = {
    production,
    entries: present.map(({ entry }) => entry),
    inputs: Object.fromEntries([...files].map((path) => [path, stateOf(path)])),
  };
  writeWhole(stampFile, JSON.stringify(stamp));
}

function stateOf(path) {
  const status = statSync(fromRoot(path), { throwIfNoEntry: false });
  return status ? `${status.mtimeMs}:${status.size}` : 'missing';
}

if (isMain(import.meta.url)) {
  const production = process.argv.some((arg) => ['--production', '--minify'].includes(arg));
  await runMain(async () => {
    await build({ production });
  });
}
