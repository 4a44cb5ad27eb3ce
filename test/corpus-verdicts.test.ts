import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze, isYamlFile, tenantViews, Workspace } from '../server/core/index.ts';

/** Real repositories, where they lie beside the checkout. */
const corpus = join(import.meta.dirname, '../../shared/corpus');

describe.skipIf(!existsSync(corpus))('real repositories (skipped where they are missing)', () => {
  test('the reference for tenants on Flux has its one tenant, and no mistake', () => {
    const workspace = load('fluxcd+flux2-multi-tenancy');
    const tenants = tenantViews(workspace.snapshot);
    expect(
      tenants.map(({ name, namespaces }) => [name, namespaces.map((each) => each.name)]),
    ).toEqual([['dev-team', ['apps']]]);
    expect(mistakes(workspace)).toEqual([]);
  });

  test.each(['onedr0p+home-ops', 'bjw-s-labs+home-ops'])(
    '%s has one administrator, and nothing is said of tenants',
    (name) => {
      const workspace = load(name);
      expect(tenantViews(workspace.snapshot)).toEqual([]);
      expect([...analyze(workspace.snapshot).diagnostics.keys()]).toEqual([]);
    },
  );
});

function load(name: string): Workspace {
  const root = join(corpus, name);
  const workspace = new Workspace();
  workspace.applyChanges(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(isYamlFile)
      .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') })),
  );
  return workspace;
}

function mistakes({ snapshot }: Workspace) {
  return [...analyze(snapshot).diagnostics.values()]
    .flat()
    .filter(({ severity }) => severity !== 'info')
    .map(({ message }) => message);
}
