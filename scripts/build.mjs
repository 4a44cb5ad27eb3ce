// Bundles the extension, its language server and the CLI into dist/.
//   node scripts/build.mjs [--production | --minify]      minified and without source maps
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { noticesFor } from './bundle/notices.mjs';
import { onlyInNode } from './bundle/only-in-node.mjs';
import { generateSchemas } from './schema/generate.mjs';
import { isMain, runMain } from './toolchain/main.mjs';
import { say, seconds } from './toolchain/progress.mjs';
import { fromRoot, root } from './toolchain/root.mjs';

// What the client's library brings along and never uses with our server.
const standIns = {
  'semver/functions/parse': fromRoot('scripts', 'bundle', 'any-version.cjs'),
  'semver/functions/satisfies': fromRoot('scripts', 'bundle', 'any-version.cjs'),
  minimatch: fromRoot('scripts', 'bundle', 'no-globs.cjs'),
};

const options = {
  platform: 'node',
  // What VS Code 1.91, the oldest supported one, runs extensions and servers on.
  target: 'node20',
  mainFields: ['module', 'main'],
  conditions: ['node', 'browser'],
  // As ES modules, of which only what is used gets into a bundle; to Node the package offers CommonJS.
  alias: { yaml: fromRoot('node_modules', 'yaml', 'browser', 'index.js') },
};
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

export const bundles = [
  {
    entry: 'client/extension.ts',
    // The web extension host takes the entry point of a `"type": "module"` package for an ES module,
    // which it cannot load, unless the name ends in .cjs.
    output: 'dist/client.cjs',
    entryInWorkers: 'client/extension.browser.ts',
    options: { ...options, format: 'cjs', external: ['vscode'], alias: standIns },
  },
  {
    entry: 'server/main.mjs',
    output: 'dist/server.cjs',
    entryInWorkers: 'server/browser/main.ts',
    // In a worker, what is not in a function of its own would be global.
    options: { ...options, format: 'iife', plugins: [onlyInNode, withoutReach] },
  },
  {
    entry: 'server/cli/main.ts',
    output: 'dist/cli.cjs',
    options: { ...options, format: 'cjs', plugins: [withoutReach] },
  },
];

const stampFile = fromRoot('dist', '.stamp.json');
const noticesFile = fromRoot('dist', 'third-party-notices.txt');

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
  const metafiles = await Promise.all(present.map((one) => bundle(one, production)));
  writeWhole(noticesFile, noticesFor(metafiles));
  writeStamp(
    metafiles.flatMap(({ inputs }) => Object.keys(inputs)),
    present,
    production,
  );
  say(`Built ${present.length} bundles in ${seconds(start)}.`);
  return missing;
}

async function bundle(one, production) {
  const result = await compile(one, production);
  for (const { text, location } of result.warnings) say(`${location?.file ?? one.entry}: ${text}`);
  for (const file of result.outputFiles) writeWhole(file.path, file.contents);
  return result.metafile;
}

export async function compile({ entry, output, entryInWorkers, options }, production) {
  const { build: esbuild } = await import('esbuild');
  const result = await esbuild({
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
  if (entryInWorkers) requireNoNodeModules(entryInWorkers, result);
  requireNoEvaluation(output, result);
  return result;
}

/** A web worker has none of Node's modules: such an import would only fail in somebody's window. */
function requireNoNodeModules(entry, { metafile }) {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { path, external } of metafile.inputs[file]?.imports ?? []) {
      if (!external) reached.add(path);
      else if (isBuiltin(path)) {
        throw new Error(
          `${file} imports ${path}, which web workers do not have. Move that out of what ${entry} reaches.`,
        );
      }
    }
  }
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
    [noticesFile, ...present.map(({ output }) => fromRoot(output))].every(existsSync) &&
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
