import { expect, test } from 'vitest';
import { analyze, countersOf, type FileChange, Workspace } from '../../../server/core/index.ts';
import { generatedFleet } from '../../support/generated-fleet.ts';

const tenants = 40;

/** A fleet in which one tenant has a manifest more. */
function fleet(manifest: string): readonly FileChange[] {
  return generatedFleet(tenants).map(({ file, text }) =>
    file === 'apps/team-3/kustomization.yaml'
      ? { file, text: `${text}  - ${manifest}\n` }
      : { file, text },
  );
}

/** A fleet that is judged, and what a change of one of its files costs. */
function fleetOf(files: readonly FileChange[]) {
  const workspace = new Workspace();
  workspace.applyChanges(files);
  analyze(workspace.snapshot);
  const textOf = (path: string) => files.find(({ file }) => file === path)?.text ?? '';
  const change = (file: string, edit: (text: string) => string) => {
    const before = countersOf(workspace.snapshot);
    const snapshot = workspace.applyChanges([{ file, text: edit(textOf(file)) }]);
    const found = [...analyze(snapshot).diagnostics.values()]
      .flat()
      .map(({ rule, severity }) => `${severity} ${rule}`);
    const after = countersOf(snapshot);
    return {
      units: after.unitsRun - before.unitsRun,
      facts: after.factsRead - before.factsRead,
      computed: after.computed - before.computed,
      found,
    };
  };
  return { workspace, change };
}

test('a change to a description runs the one unit of its object again', () => {
  const file = 'apps/team-3/settings.yaml';
  const settings = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    description: of the team
`;
  const { change } = fleetOf([...fleet('settings.yaml'), { file, text: settings }]);
  const { facts, units } = change(file, (text) => text.replace('of the team', 'of another'));
  expect({ facts, units }).toEqual({ facts: 1, units: 1 });
});

test('a ServiceAccount of another name runs its readers again, and nobody else', () => {
  const { change } = fleetOf(generatedFleet(tenants));
  const { units, found } = change('tenants/team-3/rbac.yaml', (text) =>
    text.replace(
      'kind: ServiceAccount\nmetadata:\n  name: team-3',
      'kind: ServiceAccount\nmetadata:\n  name: other',
    ),
  );
  // The account, its binding, the Kustomization and seven releases that run as it.
  expect(units).toBeGreaterThanOrEqual(10);
  expect(units).toBeLessThan(25);
  expect(found.join()).toContain('service-account-not-found');
});

test('a Namespace that a rule had missed wakes that rule', () => {
  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: stray
spec:
  interval: 10m
  targetNamespace: others
  chart:
    spec:
      chart: stray
      sourceRef: { kind: HelmRepository, name: charts }
`;
  const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: others
  labels:
    toolkit.fluxcd.io/tenant: others
`;
  const { workspace, change } = fleetOf([
    ...fleet('stray.yaml'),
    { file: 'apps/team-3/stray.yaml', text: release },
  ]);
  const severities = [...analyze(workspace.snapshot).diagnostics.values()]
    .flat()
    .map(({ rule, severity }) => `${severity} ${rule}`);
  expect(severities).toContain('warning helm-target-namespace');
  const { units, found } = change('namespaces.yaml', () => namespace);
  expect(found).toContain('error helm-target-namespace');
  expect(units).toBeLessThan(5);
});

test('what a keystroke costs does not grow with the fleet', () => {
  const [small, large] = [tenants, 5 * tenants].map((size) => {
    const { change } = fleetOf(generatedFleet(size));
    return ['tenants/team-3/sync.yaml', 'tenants/team-3/rbac.yaml', 'apps/team-3/app-1.yaml'].map(
      (file) => change(file, (text) => `${text}# edited\n`),
    );
  });
  expect(large?.map(({ units }) => units)).toEqual(small?.map(({ units }) => units));
  for (const [index, { computed }] of (large ?? []).entries()) {
    expect(computed).toBeLessThanOrEqual((small?.[index]?.computed ?? 0) + 3);
  }
});
