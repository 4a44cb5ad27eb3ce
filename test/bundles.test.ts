import { createContext, Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { type Bundle, bundles, compile } from '../scripts/build.mjs';
import { budgets, overBudget, profileOf } from '../scripts/bundle/budget.mjs';
import { noticesFor } from '../scripts/bundle/notices.mjs';

const built = new Map<string, ReturnType<typeof compile>>();

/** As it is packaged. */
function minified(bundle: Bundle) {
  const result = built.get(bundle.output) ?? compile(bundle, true);
  built.set(bundle.output, result);
  return result;
}

async function codeOf(output: string): Promise<string> {
  const bundle = bundles.find((each) => each.output === output);
  if (!bundle) throw new Error(`there is no bundle ${output}`);
  return (await minified(bundle)).outputFiles[0]?.text ?? '';
}

describe('size', () => {
  test.each(bundles)('of $output', async (bundle) => {
    const { outputFiles, metafile } = await minified(bundle);
    const size = outputFiles[0]?.contents.length ?? 0;
    expect(overBudget(bundle.output, size, profileOf(metafile, bundle.output))).toBeUndefined();
    // A budget with room for anything would say nothing.
    expect(size).toBeGreaterThan((budgets[bundle.output] ?? 0) * 0.9);
  });

  test('above the budget is told with the profile', () => {
    expect(overBudget('dist/server.cjs', 1e9, 'a profile')).toMatch(/over its budget.*\na profile/);
    expect(overBudget('dist/new.cjs', 1)).toContain('no budget');
  });
});

test('the licences of everything that is bundled are passed on', async () => {
  const metafiles = await Promise.all(bundles.map(async (each) => (await minified(each)).metafile));
  const notices = noticesFor(metafiles);
  for (const name of ['yaml', 'js-yaml', 'vscode-languageclient', 'ignore', 'commander']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  expect(notices).not.toMatch(/^(semver|minimatch|esbuild) \d/m);
  expect(notices.match(/Permission/g)?.length).toBeGreaterThan(8);
});

test('the editor does not load the extension before there is YAML', () => {
  expect(manifest.activationEvents).not.toContain('*');
  expect(manifest.activationEvents).not.toContain('onStartupFinished');
});

test('the server starts in a web worker, which has no require and no process', async () => {
  const answers: unknown[] = [];
  const waiting: (() => void)[] = [];
  const scope: Record<string, unknown> = {
    WorkerGlobalScope: class {},
    postMessage: (message: unknown) => answers.push(message),
    performance,
    MessageChannel,
    setTimeout: (run: () => void) => waiting.push(run),
    clearTimeout: () => undefined,
    TextDecoder,
  };
  scope.self = scope;
  const context = createContext(scope);
  new Script(await codeOf('dist/server.cjs')).runInContext(context);
  const say = scope.onmessage as (event: { data: unknown }) => void;
  const params = { processId: null, rootUri: null, capabilities: {} };
  say({ data: { jsonrpc: '2.0', id: 1, method: 'initialize', params } });
  await new Promise((resolve) => setImmediate(resolve));
  expect(answers).toMatchObject([{ id: 1, result: { serverInfo: { name: 'flux-tenancy' } } }]);
});
