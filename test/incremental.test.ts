import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze, type FileChange, type Snapshot, Workspace } from '../server/core/index.ts';

/** Fragments that make and break each other's findings when they come and go. */
const texts = [
  'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n  labels:\n    toolkit.fluxcd.io/tenant: dev\n',
  'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: dev\n  namespace: apps\n',
  'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: dev\n  namespace: apps\nspec:\n  url: https://example.com/dev\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: dev\n  namespace: apps\nspec:\n  path: ./a\n  sourceRef:\n    kind: GitRepository\n    name: dev\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: all\n  namespace: flux-system\nspec:\n  path: ./a\n  targetNamespace: apps\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n',
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\n',
  'resources:\n  - one.yaml\n  - two.yaml\nnamespace: other\n',
  'resources:\n  - ../a\npatches:\n  - path: two.yaml\n',
  'tenants: [{ name: dev, namespaces: [other] }]\nignore: [a/two.yaml, b]\n',
  'ignore: ["*", "!b/", "!c.yaml"]\nrules: { missing-service-account: info }\n',
  'broken: [',
  '',
];
const files = [
  'a/one.yaml',
  'a/two.yaml',
  'a/kustomization.yaml',
  'b/two.yaml',
  'b/kustomization.yaml',
  'c.yaml',
  '.flux-tenancy.yaml',
];

const change: fc.Arbitrary<FileChange> = fc.record({
  file: fc.constantFrom(...files),
  text: fc.option(fc.constantFrom(...texts), { nil: undefined }),
});

test('after any sequence of changes the verdict equals the one made from scratch', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 12 }), (batches) => {
      const workspace = new Workspace();
      const texts = new Map<string, string | undefined>();
      for (const batch of batches) {
        for (const { file, text } of batch) texts.set(file, text);
        workspace.applyChanges(batch);
        analyze(workspace.snapshot);
      }
      const fresh = new Workspace();
      fresh.applyChanges([...texts].reverse().map(([file, text]) => ({ file, text })));
      expect(verdictOn(workspace.snapshot)).toEqual(verdictOn(fresh.snapshot));
    }),
    { numRuns: 150, seed: 20_261_123 },
  );
});

test('a change to the same text keeps the snapshot', () => {
  const workspace = new Workspace();
  const [first, second] = ['one', 'two'].map((text) =>
    workspace.applyChanges([{ file: 'a.yaml', text }]),
  );
  expect(workspace.applyChanges([{ file: 'a.yaml', text: 'two' }])).toBe(second);
  expect(second?.revision).toBe((first?.revision ?? 0) + 1);
});

function verdictOn(snapshot: Snapshot) {
  const { diagnostics, crashes, notes } = analyze(snapshot);
  const all = [...diagnostics].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    crashes,
    notes,
    findings: all.flatMap(([, list]) =>
      list.map(({ rule, message, severity, span }) => ({ rule, message, severity, span })),
    ),
  };
}
