import { expect, test } from 'vitest';
import { fleetOf } from '../../server/core/fleet/fleet.ts';
import { analyze, tenantViews, Workspace } from '../../server/core/index.ts';
import { ConfigMap, FluxKustomization, Namespace } from '../../server/core/manifest/kind.ts';
import { known } from '../../server/core/yaml/field.ts';

const sync =
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: flux-system\n  namespace: flux-system\nspec:\n  path: ./tenants\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n';

const set = (metadata = '') => `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata:
  name: tenants
${metadata}spec:
  inputs:
    - tenant: blue
    - tenant: red
  resources:
    - apiVersion: v1
      kind: Namespace
      metadata:
        name: << inputs.tenant >>
        labels:
          toolkit.fluxcd.io/tenant: << inputs.tenant >>
    - apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: << inputs.tenant >>
      spec:
        path: ./apps/<< inputs.tenant >>
        targetNamespace: << inputs.tenant >>
        sourceRef:
          kind: GitRepository
          name: flux-system
          namespace: flux-system
`;

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';

function snapshotOf(files: Readonly<Record<string, string>>) {
  return new Workspace().applyChanges(
    Object.entries(files).map(([file, text]) => ({ file, text })),
  );
}

const files = {
  'clusters/sync.yaml': sync,
  'tenants/set.yaml': set('  namespace: flux-system\n'),
  'apps/blue/settings.yaml': configMap,
};

test('a Kustomization out of a ResourceSet is followed like any other', () => {
  const fleet = fleetOf(snapshotOf(files));
  const [settings, ...others] = fleet.ofKind(ConfigMap);
  expect(others).toEqual([]);
  expect(settings && known(settings.namespace)).toBe('blue');
  const by = settings?.delivery.mode === 'flux' ? settings.delivery.by : undefined;
  expect(by?.template?.set.origin.file).toBe('tenants/set.yaml');
  expect(by && fleet.contentOf(by)?.objects).toEqual([settings]);
});

test('what a ResourceSet makes is there once, and goes where the ResourceSet goes', () => {
  const fleet = fleetOf(snapshotOf(files));
  const namespaces = fleet.ofKind(Namespace);
  expect(namespaces.map(({ name }) => known(name))).toEqual(['blue', 'red']);
  for (const { delivery } of namespaces) {
    expect(delivery.mode === 'flux' && known(delivery.by.name)).toBe('flux-system');
  }
  const delivering = fleet.ofKind(FluxKustomization).find(({ template }) => !template);
  expect(delivering && fleet.contentOf(delivering)?.objects).toHaveLength(1);
});

test('each object of a ResourceSet is shown with its tenant, and none is taken for another', () => {
  const views = tenantViews(snapshotOf(files));
  expect(
    views.map(({ name, kustomizations }) => [name, kustomizations.map((each) => each.detail)]),
  ).toEqual([
    ['blue', ['./apps/blue']],
    ['red', ['./apps/red']],
  ]);
});

test('no finding on what a ResourceSet makes offers an edit of the template', () => {
  const diagnostics = [...analyze(snapshotOf(files)).diagnostics.values()].flat();
  expect(diagnostics.length).toBeGreaterThan(0);
  for (const diagnostic of diagnostics) {
    expect(diagnostic.span.file).toBe('tenants/set.yaml');
    expect(diagnostic.fixes()).toEqual([]);
  }
});

test('a ResourceSet inside of a ResourceSet shows nothing that could be edited either', () => {
  const inner = set().replaceAll(/^/gm, '      ').replace(/^ {6}/, '    - ').trimEnd();
  const outer = `apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\nmetadata:\n  name: outer\n  namespace: flux-system\nspec:\n  resources:\n${inner}\n`;
  const fleet = fleetOf(snapshotOf({ 'outer.yaml': outer }));
  const made = fleet.objects.filter(({ template }) => template);
  expect(made.length).toBeGreaterThan(0);
  for (const { origin } of made) expect(origin.root.entries).toEqual([]);
  const documents = made.map(({ origin }) => origin.index);
  expect(new Set(documents).size).toBe(documents.length);
});
