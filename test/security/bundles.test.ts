import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundles, compile } from '../../scripts/build.mjs';

/** The modules of the platform that each bundle loads: all of them, and nothing that is not here. */
const loaded: Readonly<Record<string, readonly string[]>> = {
  // The library starts the server (`child_process`) and knows transports that we do not use (`net`).
  'dist/client.cjs': [
    'child_process',
    'crypto',
    'fs',
    'net',
    'os',
    'path',
    'readline',
    'util',
    'vscode',
  ],
  'dist/server.cjs': ['fs', 'path', 'perf_hooks', 'url'],
  'dist/cli.cjs': ['events', 'fs', 'path', 'perf_hooks', 'process', 'url', 'util'],
};

/** Ways to run a text, to load what a text names, and to reach a network without a module. */
const forbidden = [
  /(?<![.\w])eval\(/,
  /\bnew Function\b/,
  /\bimport\(/,
  /\brequire\((?!["')])/,
  /\bprocess\.(?:binding|dlopen|getBuiltinModule)\b/,
  /(?<![.\w])(?:fetch|importScripts)\(/,
  /\bsendBeacon\b/,
  /\bnew (?:XMLHttpRequest|WebSocket|EventSource)\b/,
];

describe.each(bundles.map((bundle) => [bundle.output, bundle] as const))('%s', (output, bundle) => {
  let code = '';
  let modules: readonly string[] = [];

  beforeAll(async () => {
    const { outputFiles, metafile } = await compile(bundle, true);
    code = outputFiles.find(({ path }) => path.endsWith(output.slice(4)))?.text ?? '';
    const external = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter((one) => one.external).map(({ path }) => path.replace(/^node:/, '')),
    );
    modules = [...new Set(external)].sort();
  }, 60_000);

  test('loads these modules of the platform and no others', () => {
    expect(modules).toEqual(loaded[output]);
  });

  test('runs no text and reaches no network', () => {
    expect(code.length).toBeGreaterThan(10_000);
    for (const each of forbidden) expect(each.exec(code)?.[0]).toBeUndefined();
  });
});

test('our own sources start and fetch nothing', () => {
  const reach =
    /from '(?:node:)?(?:child_process|cluster|dgram|dns|http|http2|https|net|tls|vm|worker_threads)'/;
  const sources = ['server', 'client'].flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(directory, file), 'utf8')),
  );
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((text) => reach.test(text))).toEqual([]);
});
