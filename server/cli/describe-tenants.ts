import { type ObjectView, type Snapshot, type TenantView, tenantViews } from '../core/index.ts';
import type { Locator } from './locator.ts';
import { compareLines, compareText } from './order.ts';
import type {
  EvidenceOutput,
  OwnedOfKindOutput,
  OwnedOutput,
  TenantOutput,
  TenantsOutput,
} from './tenants-output.ts';

/** Puts the tenants of a workspace into the form in which they are printed. */
export function describeTenants(snapshot: Snapshot, locator: Locator): TenantsOutput {
  const tenants = tenantViews(snapshot).map((view) => describeTenant(view, locator));
  return { version: 1, tenants: tenants.sort((a, b) => compareText(a.name, b.name)) };
}

function describeTenant(view: TenantView, locator: Locator): TenantOutput {
  const ofKind = (views: readonly ObjectView[]) => describeOwned(views, locator);
  const owned = (views: readonly ObjectView[]) => ofKind(views).map(withoutKind);
  return {
    name: view.name,
    confidence: view.confidence,
    namespaces: view.namespaces.map(({ name }) => name).sort(compareText),
    evidence: describeEvidence(view, locator),
    kustomizations: owned(view.kustomizations),
    helmReleases: owned(view.helmReleases),
    sources: ofKind(view.sources),
    serviceAccounts: owned(view.serviceAccounts),
    bindings: ofKind(view.bindings),
  };
}

function describeEvidence(view: TenantView, locator: Locator): readonly EvidenceOutput[] {
  return view.evidence
    .map(({ span, reason }) => ({ ...locator.line(span), reason }))
    .sort((a, b) => compareLines(a, b) || compareText(a.reason, b.reason));
}

function describeOwned(
  views: readonly ObjectView[],
  locator: Locator,
): readonly OwnedOfKindOutput[] {
  return views
    .map(({ kind, name, namespace, span }) => ({
      kind,
      name,
      namespace: namespace ?? null,
      ...locator.line(span),
    }))
    .sort(
      (a, b) =>
        compareText(a.namespace ?? '', b.namespace ?? '') ||
        compareText(a.name, b.name) ||
        compareText(a.kind, b.kind) ||
        compareLines(a, b),
    );
}

function withoutKind({ kind: _, ...owned }: OwnedOfKindOutput): OwnedOutput {
  return owned;
}
