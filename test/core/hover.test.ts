import { describe, expect, test } from 'vitest';
import { type HoverPart, hoverAt, type Snapshot, Workspace } from '../../server/core/index.ts';

type Files = Readonly<Record<string, string>>;

function snapshotOf(files: Files): Snapshot {
  return new Workspace().applyChanges(
    Object.entries(files).map(([file, text]) => ({ file, text })),
  );
}

/** The lines that are said of the place where a text begins, with `---` between contexts. */
function hover(files: Files, file: string, text: string): readonly string[] | undefined {
  const snapshot = snapshotOf(files);
  const found = hoverAt(snapshot, file, (files[file] ?? '').indexOf(text));
  return found?.contexts.flatMap((lines, index) => [
    ...(index > 0 ? ['---'] : []),
    ...lines.map((line) => line.map((part) => print(snapshot, part)).join('')),
  ]);
}

function print(snapshot: Snapshot, part: HoverPart): string {
  if (part.type !== 'place') return part.text;
  const line = snapshot.files.get(part.span.file)?.lines.positionAt(part.span.start).line ?? -1;
  return `${part.span.file}:${line + 1}`;
}

const tenant = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    toolkit.fluxcd.io/tenant: shop
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reconciler
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: admin
subjects:
  - kind: ServiceAccount
    name: robot
    namespace: shop
`;

const sync = (spec: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: shop
spec:
  path: ./apps
  sourceRef:
    kind: GitRepository
    name: flux-system
    namespace: flux-system
${spec}`;

const account = '  serviceAccountName: robot\n';

describe('on a Flux object', () => {
  test('says whose it is, as whom it is applied, and what that may do', () => {
    const files = { 'tenant.yaml': tenant, 'sync.yaml': sync(account) };
    const expected = [
      'Tenant shop (proven)',
      'Namespace shop',
      'Applied as system:serviceaccount:shop:robot',
      '– ClusterRole admin in shop, by tenant.yaml:11',
    ];
    for (const place of ['Kustomization', 'kind: K', 'apps\n', 'serviceAccountName', 'robot']) {
      expect(hover(files, 'sync.yaml', place)).toEqual(expected);
    }
    expect(hover(files, 'sync.yaml', 'sourceRef')).toEqual(expected);
    expect(hover(files, 'sync.yaml', 'GitRepository')).toEqual(expected);
    expect(hover(files, 'sync.yaml', 'path')).toBeUndefined();
  });

  test('says where a patch or an overlay has the last word on its namespace', () => {
    const files = {
      'overlay/kustomization.yaml': 'resources: [sync.yaml]\nnamespace: shop\n',
      'overlay/sync.yaml': sync(account).replace('  namespace: shop\n', ''),
    };
    expect(hover(files, 'overlay/sync.yaml', 'apps\n')).toEqual([
      'Tenant shop (assumed)',
      'Namespace shop, set in overlay/kustomization.yaml:2',
      'Applied as system:serviceaccount:shop:robot',
      'No binding in this workspace gives it rights',
      'Built by kustomize in overlay',
    ]);
  });

  test('says when its default account comes from the lockdown of its cluster', () => {
    const instance =
      'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec:\n  cluster:\n    multitenant: true\n';
    const files = { 'flux.yaml': instance, 'tenant.yaml': tenant, 'sync.yaml': sync('') };
    expect(hover(files, 'sync.yaml', 'Kustomization')).toContain(
      'Applied as system:serviceaccount:shop:default, the default set in flux.yaml:6',
    );
    const open = { ...files, 'flux.yaml': instance.replace('true', 'false') };
    expect(hover(open, 'sync.yaml', 'Kustomization')).toContain(
      'Applied as kustomize-controller itself, with all rights',
    );
  });

  test('says that a kubeconfig or an unknown flag leaves the account open', () => {
    const remote = sync('  kubeConfig:\n    secretRef:\n      name: other\n');
    expect(hover({ 'sync.yaml': remote }, 'sync.yaml', 'Kustomization')).toContain(
      'Applied to another cluster, as the kubeconfig says',
    );
    expect(hover({ 'sync.yaml': sync('') }, 'sync.yaml', 'Kustomization')).toContain(
      'Not known as whom it is applied: the workspace does not show whether kustomize-controller runs with --default-service-account',
    );
  });
});

describe('on any other manifest', () => {
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata: {}\n';
  const files = {
    'tenant.yaml': tenant,
    'sync.yaml': sync(`${account}  targetNamespace: shop\n`),
    'apps/map.yaml': map,
  };

  test('says where it goes and who delivers it', () => {
    const expected = [
      'Tenant shop (proven)',
      'Namespace shop, set in sync.yaml:13',
      'Delivered by Kustomization shop/apps, as system:serviceaccount:shop:robot',
      'from apps, declared in sync.yaml:4',
    ];
    expect(hover(files, 'apps/map.yaml', 'ConfigMap')).toEqual(expected);
    expect(hover(files, 'apps/map.yaml', 'settings')).toEqual(expected);
    expect(hover(files, 'apps/map.yaml', 'data')).toBeUndefined();
  });

  test('says so for each way to a cluster, and once where they are the same', () => {
    const second = sync('  targetNamespace: other\n').replace('name: apps', 'name: again');
    const lines = hover({ ...files, 'second.yaml': second }, 'apps/map.yaml', 'ConfigMap');
    expect(lines?.filter((line) => line.startsWith('Namespace'))).toEqual([
      'Namespace other, set in second.yaml:12',
      'Namespace shop, set in sync.yaml:13',
    ]);
  });

  test('says nothing where nothing takes it in', () => {
    expect(hover({ 'map.yaml': map }, 'map.yaml', 'ConfigMap')).toBeUndefined();
    expect(hover({ 'map.yaml': 'a: b\n' }, 'map.yaml', 'a')).toBeUndefined();
    expect(hover({}, 'map.yaml', 'a')).toBeUndefined();
  });
});
