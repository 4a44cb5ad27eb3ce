import { describe, expect, test } from 'vitest';
import { type TreeRow, tenantTree } from '../../client/tenant-tree.ts';
import type { ItemNode, TenantNode } from '../../server/lsp/protocol.ts';

const place = {
  uri: 'file:///fleet/tenant.yaml',
  range: { start: { line: 3, character: 8 }, end: { line: 3, character: 16 } },
};
const none = { errors: 0, warnings: 0, infos: 0 };

describe('the tree of tenants', () => {
  test('has namespaces below tenants, and in them what tenants bring, by kind and name', () => {
    const tree = tenantTree([
      tenant({
        namespaces: [item('Namespace', 'web'), item('Namespace', 'api')],
        bindings: [item('RoleBinding', 'reconciler', 'web')],
        serviceAccounts: [item('ServiceAccount', 'dev', 'web')],
        sources: [item('OCIRepository', 'b', 'web'), item('GitRepository', 'a', 'web')],
        helmReleases: [item('HelmRelease', 'shop', 'web')],
        kustomizations: [item('Kustomization', 'apps', 'web')],
      }),
    ]);
    expect(outline(tree)).toEqual([
      'dev',
      '  api',
      '  web',
      '    apps Kustomization',
      '    shop HelmRelease',
      '    a GitRepository',
      '    b OCIRepository',
      '    dev ServiceAccount',
      '    reconciler RoleBinding',
    ]);
  });

  test('shows what is elsewhere, or nobody knows where, after the own namespaces', () => {
    const tree = tenantTree([
      tenant({
        namespaces: [item('Namespace', 'web')],
        kustomizations: [
          item('Kustomization', 'lost'),
          item('Kustomization', 'sync', 'flux-system'),
        ],
      }),
    ]);
    expect(outline(tree)).toEqual([
      'dev',
      '  web',
      '  flux-system not its own',
      '    sync Kustomization',
      '  namespace not known',
      '    lost Kustomization',
    ]);
    expect(rowsOf(tree).filter((row) => !row.place)).toHaveLength(2);
  });

  test('counts in a namespace what is wrong in it', () => {
    const warned = { ...item('Kustomization', 'apps', 'web'), problems: { ...none, warnings: 2 } };
    const failed = { ...item('Namespace', 'web'), problems: { ...none, errors: 1 } };
    const tree = tenantTree([tenant({ namespaces: [failed], kustomizations: [warned] })]);
    const [namespace] = tree[0]?.children ?? [];
    expect(namespace?.problems).toEqual({ errors: 1, warnings: 2, infos: 0 });
    expect(namespace?.spoken).toBe('namespace web, 1 error, 2 warnings');
  });

  test('says of a tenant how sure it is', () => {
    const [sure, unsure] = tenantTree([tenant({}), tenant({ confidence: 'inferred' })]);
    expect(sure?.description).toBe('');
    expect(sure?.spoken).toBe('tenant dev');
    expect(unsure?.description).toBe('inferred');
    expect(unsure?.spoken).toBe('inferred tenant dev');
  });

  test('says in the tooltip as whom Flux applies something', () => {
    const clause = 'applied as system:serviceaccount:web:dev';
    const apps = { ...item('Kustomization', 'apps', 'web'), appliedAs: clause };
    const rows = rowsOf(tenantTree([tenant({ kustomizations: [apps] })]));
    expect(rows.find(({ label }) => label === 'apps')?.facts).toEqual(['Kustomization', clause]);
  });

  test('gives each row an id of its own, also where an object is there twice', () => {
    const twice = item('Kustomization', 'apps', 'web');
    const tree = tenantTree([
      tenant({ namespaces: [item('Namespace', 'web')], kustomizations: [twice, twice] }),
      tenant({}),
    ]);
    const ids = rowsOf(tree).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function tenant(parts: Partial<TenantNode>): TenantNode {
  return {
    name: 'dev',
    confidence: 'proven',
    place,
    evidence: [],
    namespaces: [],
    kustomizations: [],
    helmReleases: [],
    sources: [],
    serviceAccounts: [],
    bindings: [],
    problems: none,
    ...parts,
  };
}

function item(kind: string, name: string, namespace?: string): ItemNode {
  return { kind, name, ...(namespace && { namespace }), detail: '', place, problems: none };
}

/** One line for each row: its label and description, indented by its depth. */
function outline(rows: readonly TreeRow[], indent = ''): readonly string[] {
  return rows.flatMap(({ label, description, children }) => [
    `${indent}${label} ${description}`.trimEnd(),
    ...outline(children, `${indent}  `),
  ]);
}

const rowsOf = (rows: readonly TreeRow[]): readonly TreeRow[] =>
  rows.flatMap((row) => [row, ...rowsOf(row.children)]);
