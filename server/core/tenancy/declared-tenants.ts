import { configurationOf } from '../config/configuration.ts';
import { configurationFileName, type DeclaredTenant } from '../config/configuration-file.ts';
import { groupBy } from '../fleet/group-by.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import type { TenantClaim } from './tenant.ts';

/** All that the configuration of the workspace says of tenants. */
export function declaredClaims(snapshot: Snapshot): readonly TenantClaim[] {
  return derive(snapshot, readClaims).all;
}

/** What the configuration says of one tenant. */
export function declaredClaimsOf(snapshot: Snapshot, tenant: string): readonly TenantClaim[] {
  return derive(snapshot, readClaims).byTenant.get(tenant) ?? [];
}

/** What the configuration says of a namespace. */
export function declaredClaimsIn(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  return derive(snapshot, readClaims).byNamespace.get(namespace) ?? [];
}

/**
 * The tenant to whom the configuration gives a namespace. What is declared beats what is found: a claim that gives the
 * namespace to another tenant does not count.
 */
export function ownerDeclared(snapshot: Snapshot, namespace: string): string | undefined {
  return declaredClaimsIn(snapshot, namespace).at(-1)?.tenant;
}

function readClaims(snapshot: Snapshot) {
  const all = configurationOf(snapshot).tenants.flatMap(claimsFor);
  return {
    all,
    byTenant: groupBy(all, ({ tenant }) => tenant),
    byNamespace: groupBy(all, ({ namespace }) => namespace),
  };
}

function claimsFor({ name, namespaces }: DeclaredTenant): readonly TenantClaim[] {
  const reason = `declared in \`${configurationFileName}\``;
  const claim = { tenant: name.value, confidence: 'declared', reason } as const;
  if (namespaces.length === 0) return [{ ...claim, namespace: undefined, span: name.span }];
  return namespaces.map(({ value, span }) => ({ ...claim, namespace: value, span }));
}
