import { expect, test } from 'vitest';
import { Workspace } from '../../server/core/index.ts';
import { lockdownOf } from '../../server/core/tenancy/lockdown.ts';

const kustomization = (flag: string) => `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [gotk-components.yaml, gotk-sync.yaml]
patches:
  - target: {kind: Deployment}
    patch: |
      - op: add
        path: /spec/template/spec/containers/0/args/-
        value: ${flag}
`;
const controllers =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: kustomize-controller\n  namespace: flux-system\n';
const instance = (cluster: string) =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\n  namespace: flux-system\nspec:\n  cluster:\n    ${cluster}\n`;

function states(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace();
  workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
  const { noCrossNamespaceRefs: refs, defaultServiceAccount: account } = lockdownOf(
    workspace.snapshot,
  );
  return [refs.state, account.state === 'on' ? account.value : account.state];
}

test.each([
  ['nothing says anything', {}, ['unknown', 'unknown']],
  [
    'a patch sets one flag, and the controllers are elsewhere',
    { 'c/kustomization.yaml': kustomization('--no-cross-namespace-refs=true') },
    ['on', 'unknown'],
  ],
  [
    'a patch sets one flag, and the controllers are here without the other',
    {
      'c/kustomization.yaml': kustomization('--default-service-account=nobody'),
      'c/gotk-components.yaml': controllers,
    },
    ['off', 'nobody'],
  ],
  [
    'a flag that is set to false',
    {
      'c/kustomization.yaml': kustomization('--no-cross-namespace-refs=false'),
      'c/gotk-components.yaml': controllers,
    },
    ['off', 'off'],
  ],
  [
    'a FluxInstance for many tenants',
    { 'f.yaml': instance('multitenant: true') },
    ['on', 'default'],
  ],
  [
    'a FluxInstance with a default account of its own',
    { 'f.yaml': instance('multitenant: true\n    tenantDefaultServiceAccount: flux') },
    ['on', 'flux'],
  ],
  [
    'a FluxInstance for one administrator',
    { 'f.yaml': instance('multitenant: false') },
    ['off', 'off'],
  ],
  [
    'two clusters that differ',
    { 'a/f.yaml': instance('multitenant: true'), 'b/f.yaml': instance('multitenant: false') },
    ['unknown', 'unknown'],
  ],
])('%s', (_name, files, expected) => {
  expect(states(files)).toEqual(expected);
});
