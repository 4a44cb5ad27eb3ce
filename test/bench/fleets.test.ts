import { describe, expect, test } from 'vitest';
import { evenFleet } from '../../bench/fleet/even.ts';
import { expectedSeals, makeFleet, type Shape, sealOf } from '../../bench/fleet/fleets.ts';
import { lifelikeFleet } from '../../bench/fleet/lifelike.ts';
import type { Fleet } from '../../bench/fleet/tree.ts';
import { difference } from '../../bench/measure/findings.ts';
import { analyze, type Snapshot, Workspace } from '../../server/core/index.ts';

const shapes: readonly Shape[] = ['even', 'lifelike'];

describe.each(shapes)('the %s fleet', (shape) => {
  const fleet = makeFleet(shape, 100);
  const snapshot = snapshotOf(fleet);

  test('is what its seal says, so that results can be compared', () => {
    expect(sealOf(fleet)).toEqual(expectedSeals()[`${shape}-100`]);
  });

  test('has about fourteen and a half files for each tenant', () => {
    const filesOf = (tenants: number) => expectedSeals()[`${shape}-${tenants}`]?.files ?? 0;
    const perTenant = (filesOf(10_000) - filesOf(1000)) / 9000;
    expect(perTenant).toBeGreaterThan(14);
    expect(perTenant).toBeLessThan(15);
  });

  test('gives exactly the findings that were put into it', () => {
    const { diagnostics, crashes } = analyze(snapshot);
    const found = [...diagnostics].flatMap(([file, all]) =>
      all.map(({ rule }) => ({ rule, file })),
    );
    expect(crashes).toEqual([]);
    expect(difference(fleet.mistakes, found)).toEqual({ missing: [], surplus: [] });
  });
});

describe('the lifelike fleet', () => {
  const { files } = makeFleet('lifelike', 1000);
  const foldersOf = (pattern: RegExp) =>
    new Set(files.flatMap(({ path }) => pattern.exec(path)?.[1] ?? [])).size;

  test('has tenants with nothing here, with stages, and with many services', () => {
    const delivered = foldersOf(/^apps\/(t[^/]+)\//);
    const staged = foldersOf(/^apps\/(t[^/]+)\/staging\//);
    const teams = foldersOf(/^apps\/(t[^/]+)\/[^/]+-\d+\//);
    expect([delivered, staged, teams]).toEqual([406, 106, 50]);
  });

  test('builds about 1.1 % of its documents into 2 to 20 namespaces', () => {
    const documents = (text: string) => text.split(/^kind: /m).length - 1;
    const count = (all: typeof files) => all.reduce((sum, { text }) => sum + documents(text), 0);
    const manifests = files.filter(({ path }) => !path.startsWith('infrastructure/crds/'));
    const shared = manifests.filter(
      ({ path }) => /\/base\/(?!kustomization)/.test(path) && path.startsWith('tenants/'),
    );
    const share = count(shared) / count(manifests);
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.0125);
    const divisions = Map.groupBy(
      files.filter(({ path }) => /^tenants\/d[^/]+\/t[^/]+\/rbac/.test(path)),
      ({ path }) => path.split('/')[1],
    );
    expect(Math.max(...[...divisions.values()].map(({ length }) => length))).toBe(20);
  });
});

test('another seed makes another fleet', () => {
  expect(sealOf(evenFleet(3, 1)).sha256).not.toBe(sealOf(evenFleet(3, 2)).sha256);
  expect(sealOf(lifelikeFleet(3, 1)).sha256).not.toBe(sealOf(lifelikeFleet(3, 2)).sha256);
});

test('every kind of mistake occurs in the larger fleets', () => {
  const seeded = new Set(makeFleet('even', 1000).mistakes.map(({ rule }) => rule));
  expect([...seeded].sort()).toEqual([
    'cross-namespace-source',
    'deprecated-flux-api',
    'helm-target-namespace',
    'insecure-source',
    'prune-disabled',
    'service-account-not-found',
    'tenant-resource-quota-missing',
    'tenant-role-cluster-admin',
    'unknown-field',
    'wrong-field-value',
  ]);
});

test('the comparison of findings tells what is missing from what is too much', () => {
  const seeded = [
    { rule: 'a', file: '1' },
    { rule: 'a', file: '1' },
    { rule: 'b', file: '1' },
  ];
  const found = [
    { rule: 'a', file: '1' },
    { rule: 'b', file: '1' },
    { rule: 'b', file: '2' },
  ];
  expect(difference(seeded, found)).toEqual({ missing: ['a in 1'], surplus: ['b in 2'] });
});

function snapshotOf({ files }: Fleet): Snapshot {
  const workspace = new Workspace();
  const isManifest = (path: string) => /\.ya?ml$/.test(path);
  return workspace.applyChanges(
    files.filter(({ path }) => isManifest(path)).map(({ path, text }) => ({ file: path, text })),
  );
}
