import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { ObjectsOutput } from '../../server/cli/objects-output.ts';
import { directoryWith, type Files, runIn } from './support/command.ts';

const schema = join(import.meta.dirname, '../../schemas/objects-output.schema.json');
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schema, 'utf8')),
);

/** A variable that Flux fills in. */
const where = `$\{WHERE}`;

const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: https://example.com/fleet}
`;

const kustomization = (name: string, namespace: string, spec: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}
${spec.replace(/^/gm, '  ')}
`;

const fleet: Files = {
  'flux/source.yaml': source,
  'flux/tenant.yaml': `---
# the tenant
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {toolkit.fluxcd.io/tenant: shop}
---
${kustomization('shop', 'shop', 'path: ./overlay\ntargetNamespace: shop\nserviceAccountName: shop')}`,
  'flux/remote.yaml': kustomization(
    'remote',
    'flux-system',
    'path: overlay\nkubeConfig: {secretRef: {name: other}}',
  ),
  'flux/platform.yaml': kustomization(
    'platform',
    'flux-system',
    'path: base\npostBuild: {substituteFrom: [{kind: Secret, name: x}]}',
  ),
  'base/kustomization.yaml': 'resources: [a.yaml]\n',
  'base/a.yaml': `# one\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a-${where}\n`,
  'overlay/kustomization.yaml': 'resources: [../base]\nnamespace: staging\nnamePrefix: x-\n',
};

async function objectsIn(files: Files): Promise<ObjectsOutput> {
  const { code, stdout } = await runIn(directoryWith(files), ['objects', '.', '--format', 'json']);
  expect(code).toBe(0);
  const output = JSON.parse(stdout);
  validate(output);
  expect(validate.errors ?? []).toEqual([]);
  return output;
}

test('an object is listed with every build that takes it in', async () => {
  const { objects } = await objectsIn(fleet);
  const kustomize = { mode: 'kustomize', kustomization: null, identity: null, tenant: null };
  const flux = { mode: 'flux', root: 'overlay', name: `x-a-${where}` };
  expect(objects.find(({ file }) => file === 'base/a.yaml')).toEqual({
    file: 'base/a.yaml',
    line: 2,
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: `a-${where}`,
    namespace: null,
    effective: [
      { ...kustomize, root: 'base', name: `a-${where}`, namespace: null },
      { ...kustomize, root: 'overlay', name: `x-a-${where}`, namespace: 'staging' },
      {
        mode: 'flux',
        root: 'base',
        kustomization: 'flux-system/platform',
        name: `a-${where}`,
        namespace: null,
        identity: {
          unknown:
            'the workspace does not show whether kustomize-controller runs with `--default-service-account`',
        },
        tenant: null,
      },
      {
        ...flux,
        kustomization: 'flux-system/remote',
        namespace: 'staging',
        identity: 'kubeconfig',
        tenant: null,
      },
      {
        ...flux,
        kustomization: 'shop/shop',
        namespace: 'shop',
        identity: 'system:serviceaccount:shop:shop',
        tenant: 'shop',
      },
    ],
  });
});

test('objects are sorted, without the files of kustomize, and what nothing builds is listed too', async () => {
  const { objects } = await objectsIn(fleet);
  expect(objects.map(({ file, line, kind }) => `${file}:${line} ${kind}`)).toEqual([
    'base/a.yaml:2 ConfigMap',
    'flux/platform.yaml:1 Kustomization',
    'flux/remote.yaml:1 Kustomization',
    'flux/source.yaml:1 GitRepository',
    'flux/tenant.yaml:3 Namespace',
    'flux/tenant.yaml:9 Kustomization',
  ]);
  expect(objects.slice(1).flatMap(({ effective }) => effective)).toEqual([]);
});

test('the Kustomization that a FluxInstance makes delivers, too', async () => {
  const { objects } = await objectsIn({
    'flux.yaml': `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: {name: flux, namespace: flux-system}
spec:
  cluster: {multitenant: true}
  sync: {kind: GitRepository, url: https://example.com/fleet, path: clusters/one}
`,
    'clusters/one/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n',
  });
  expect(objects[0]?.effective).toEqual([
    {
      mode: 'flux',
      root: 'clusters/one',
      kustomization: 'flux-system/flux-system',
      name: 'a',
      namespace: 'b',
      identity: 'system:serviceaccount:flux-system:kustomize-controller',
      tenant: null,
    },
  ]);
});

test('the root of the workspace is a point, and an unreadable name is said to be unknown', async () => {
  const { objects } = await objectsIn({
    'kustomization.yaml': 'resources: [a.yaml]\n',
    'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: [], namespace: ""}\n',
  });
  const unknown = { unknown: 'the value is no text' };
  expect(objects).toMatchObject([
    { name: unknown, namespace: null, effective: [{ root: '.', name: unknown, namespace: null }] },
  ]);
});

test('an empty directory has no objects', async () => {
  expect(await objectsIn({})).toEqual({ version: 1, objects: [] });
});

test('people get a list', async () => {
  const { stdout } = await runIn(directoryWith(fleet), ['objects', '.']);
  expect(stdout).toContain(`base/a.yaml\n  ConfigMap a-${where}  :2\n`);
  expect(stdout).toContain(
    `    → shop/x-a-${where}  Kustomization shop/shop, path overlay, applied as system:serviceaccount:shop:shop, tenant shop\n`,
  );
  expect(stdout).toContain('\n6 objects, 1 of them built\n');
});
