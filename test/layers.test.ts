import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What each layer may import from, besides itself. Whatever is not named here is forbidden. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'server/core': [],
  'server/host': ['server/core'],
  'server/lsp': ['server/core', 'server/host'],
  'server/node': ['server/core', 'server/host', 'server/lsp'],
  'server/browser': ['server/lsp'],
  'server/cli': ['server/core', 'server/host', 'server/node'],
  client: ['server/lsp'],
};

/** The folders of the core, lowest first: imports point to the left only. */
const coreFolders = [
  ['text', 'incremental'],
  ['yaml'],
  ['manifest'],
  ['schema'],
  ['config', 'workspace'],
  ['kubernetes', 'kustomize'],
  ['flux'],
  ['fleet'],
  ['tenancy'],
  ['fixes'],
  ['rules'],
  ['diagnostics'],
  ['ide', 'explain', ''],
];

/** Packages that a layer may use; Node's own modules count as `node:`. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'server/core': ['ignore', 'yaml', 'js-yaml'],
  'server/host': ['ignore'],
  'server/lsp': ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
  'server/node': ['node:', 'ignore'],
  'server/browser': [],
  'server/cli': ['node:', 'commander', 'package.json'],
  client: ['vscode', 'vscode-languageclient'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports = Object.keys(layers).flatMap(importsBelow);

describe('layers', () => {
  for (const [layer, allowed] of Object.entries(layers)) {
    test(`${layer} imports only from ${allowed.join(', ') || 'itself'}`, () => {
      const wrong = imports.filter(
        ({ from, to }) =>
          layerOf(from) === layer &&
          to.includes('/') &&
          layerOf(to) !== undefined &&
          ![layer, ...allowed].includes(layerOf(to) ?? ''),
      );
      expect(wrong).toEqual([]);
    });

    test(`${layer} uses only the packages it may`, () => {
      const wrong = imports.filter(
        ({ from, to }) =>
          layerOf(from) === layer &&
          layerOf(to) === undefined &&
          !(packages[layer] ?? []).some(
            (name) => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`),
          ),
      );
      expect(wrong).toEqual([]);
    });
  }

  test('the server takes nothing but types from the library of the protocol, which is large', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('server/') && to.startsWith('vscode-languageserver') && !typeOnly,
    );
    expect(wrong.filter(({ to }) => to !== 'vscode-languageserver-textdocument')).toEqual([]);
  });

  test('the core is imported through its face only', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        layerOf(from) !== 'server/core' &&
        layerOf(to) === 'server/core' &&
        to !== 'server/core/index.ts',
    );
    expect(wrong).toEqual([]);
  });

  test('the client takes nothing but types and names of messages from the server', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('client/') &&
        to.startsWith('server/') &&
        !typeOnly &&
        to !== 'server/lsp/protocol.ts',
    );
    expect(wrong).toEqual([]);
  });

  test('inside the core imports point to lower folders', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        layerOf(from) === 'server/core' &&
        layerOf(to) === 'server/core' &&
        rankOf(to) > rankOf(from) &&
        !typeOnly,
    );
    expect(wrong).toEqual([]);
  });

  test('no import closes a circle', () => {
    expect(circles(imports.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });
});

function importsBelow(layer: string): readonly Import[] {
  const folder = join(root, layer);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const path = relative(root, join(folder, file)).split(sep).join('/');
      const text = readFileSync(join(folder, file), 'utf8');
      return [...text.matchAll(/^(?:import|export)\s([\w\s{},*]*?)\sfrom '([^']+)'/gms)].map(
        ([, what = '', target = '']) => ({
          from: path,
          to: target.startsWith('.') ? posix.join(dirname(path), target) : target,
          typeOnly: what.startsWith('type ') || /^\{(\s*type [^,}]+,?)+\s*\}$/.test(what),
        }),
      );
    });
}

function layerOf(path: string): string | undefined {
  return Object.keys(layers).find((layer) => path.startsWith(`${layer}/`));
}

function rankOf(path: string): number {
  const [folder, file] = path.slice('server/core/'.length).split('/');
  const rank = coreFolders.findIndex((names) =>
    names.includes(file === undefined ? '' : (folder ?? '')),
  );
  expect(rank, `${path} lies in a folder without a rank`).toBeGreaterThanOrEqual(0);
  return rank;
}

function circles(edges: readonly Import[]): readonly string[] {
  const next = new Map<string, Import[]>();
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || finished.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
    finished.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
