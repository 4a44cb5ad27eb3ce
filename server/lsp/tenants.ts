import {
  type Diagnostic,
  type NamespaceView,
  type ObjectReference,
  type ObjectView,
  situationOf,
  type TenantView,
  tenantViews,
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
      if (!verdict) return [];
      const problems = new Problems([...verdict.analysis.diagnostics.values()].flat());
      return tenantViews(folder.snapshot).map((tenant) => toTenantNode(folder, tenant, problems));
    }),
  };
}

function together(situations: readonly TenantsResult['situation'][]): TenantsResult['situation'] {
  const ranked = ['tenants', 'assumed-tenant', 'single-administrator'] as const;
  return ranked.find((each) => situations.includes(each)) ?? 'no-flux';
}

function toTenantNode(folder: Folder, tenant: TenantView, problems: Problems): TenantNode {
  const toItems = (views: readonly ObjectView[]) =>
    views.map((view) => toItemNode(folder, view, problems));
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
    problems: problems.ofTenant(tenant.name),
  };
}

function asObject({ name, span }: NamespaceView): ObjectView {
  return { kind: 'Namespace', name, namespace: undefined, span, detail: '' };
}

function toItemNode(folder: Folder, view: ObjectView, problems: Problems): ItemNode {
  const { kind, name, namespace, detail, appliedAs, span } = view;
  return {
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    detail,
    ...(appliedAs === undefined ? {} : { appliedAs }),
    place: toPlace(folder, span),
    problems: problems.ofObject(view),
  };
}

/** How many problems there are, by whose and by what they are about. */
class Problems {
  readonly #found = new Map<string, Diagnostic[]>();

  constructor(diagnostics: readonly Diagnostic[]) {
    for (const diagnostic of diagnostics) {
      const { tenant, object } = diagnostic;
      if (tenant !== undefined) this.#add(tenant, diagnostic);
      if (object) this.#add(keyOf(object), diagnostic);
    }
  }

  ofTenant(name: string): ProblemCount {
    return count(this.#found.get(name) ?? []);
  }

  ofObject(view: ObjectView): ProblemCount {
    return count(this.#found.get(keyOf(view)) ?? []);
  }

  #add(key: string, diagnostic: Diagnostic): void {
    const known = this.#found.get(key);
    if (known) known.push(diagnostic);
    else this.#found.set(key, [diagnostic]);
  }
}

/** No tenant has such a name. */
function keyOf({ kind, name, namespace }: ObjectReference | ObjectView): string {
  return JSON.stringify([kind, name, namespace ?? null]);
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
