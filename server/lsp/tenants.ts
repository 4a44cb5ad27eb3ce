import {
  type Diagnostic,
  type NamespaceView,
  type ObjectView,
  situationOf,
  type TenantView,
} from '../core/index.ts';
import { toPlace } from './convert.ts';
import type { Folder } from './folder.ts';
import type { ItemNode, Place, ProblemCount, TenantNode, TenantsResult } from './protocol.ts';
import { verdictOn } from './verdict.ts';

/** Answers what the client's tree of tenants shows. */
export function tenantsOf(folders: readonly Folder[]): TenantsResult {
  const parts = folders.map((folder) => ({ folder, verdict: verdictOn(folder) }));
  return {
    hasFlux: parts.some(({ verdict }) => verdict !== undefined),
    situation: together(folders.map(({ snapshot }) => situationOf(snapshot))),
    tenants: parts.flatMap(({ folder, verdict }) => {
      const diagnostics = [...(verdict?.analysis.diagnostics.values() ?? [])].flat();
      return verdict?.tenants.map((tenant) => toTenantNode(folder, tenant, diagnostics)) ?? [];
    }),
  };
}

function together(situations: readonly TenantsResult['situation'][]): TenantsResult['situation'] {
  const ranked = ['tenants', 'assumed-tenant', 'single-administrator'] as const;
  return ranked.find((each) => situations.includes(each)) ?? 'no-flux';
}

function toTenantNode(
  folder: Folder,
  tenant: TenantView,
  diagnostics: readonly Diagnostic[],
): TenantNode {
  const toItems = (views: readonly ObjectView[]) =>
    views.map((view) => toItemNode(folder, view, diagnostics));
  const evidence = tenant.evidence.map(({ span, reason }) => ({
    place: toPlace(folder, span),
    reason,
  }));
  return {
    name: tenant.name,
    confidence: tenant.confidence,
    place: evidence[0]?.place ?? nowhere(folder),
    evidence,
    namespaces: toItems(tenant.namespaces.map(asObject)),
    kustomizations: toItems(tenant.kustomizations),
    helmReleases: toItems(tenant.helmReleases),
    sources: toItems(tenant.sources),
    serviceAccounts: toItems(tenant.serviceAccounts),
    bindings: toItems(tenant.bindings),
    problems: count(diagnostics.filter((diagnostic) => diagnostic.tenant === tenant.name)),
  };
}

function asObject({ name, span }: NamespaceView): ObjectView {
  return { kind: 'Namespace', name, namespace: undefined, span, detail: '' };
}

function toItemNode(
  folder: Folder,
  view: ObjectView,
  diagnostics: readonly Diagnostic[],
): ItemNode {
  const { kind, name, namespace, detail, appliedAs, span } = view;
  return {
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    detail,
    ...(appliedAs === undefined ? {} : { appliedAs }),
    place: toPlace(folder, span),
    problems: count(diagnostics.filter((diagnostic) => isAbout(diagnostic, view))),
  };
}

function isAbout({ object }: Diagnostic, { kind, name, namespace }: ObjectView): boolean {
  if (object?.kind !== kind || object.name !== name) return false;
  return (object.namespace ?? undefined) === namespace;
}

function count(diagnostics: readonly Diagnostic[]): ProblemCount {
  const of = (level: Diagnostic['severity']) =>
    diagnostics.filter(({ severity }) => severity === level).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info') };
}

function nowhere(folder: Folder): Place {
  const start = { line: 0, character: 0 };
  return { uri: folder.uri.uriOf(''), range: { start, end: start } };
}
