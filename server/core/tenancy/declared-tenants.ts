import type { Configuration } from '../config/configuration.ts';
import { configurationFileName } from '../config/configuration-file.ts';
import type { TenantClaim } from './tenant.ts';

/** The tenants that the configuration of the workspace names. */
export function declaredTenants({ tenants }: Configuration): readonly TenantClaim[] {
  const reason = `declared in \`${configurationFileName}\``;
  return tenants.flatMap(({ name, namespaces }): readonly TenantClaim[] => {
    const claim = { tenant: name.value, confidence: 'declared', reason } as const;
    if (namespaces.length === 0) return [{ ...claim, namespace: undefined, span: name.span }];
    return namespaces.map(({ value, span }) => ({ ...claim, namespace: value, span }));
  });
}

/** What is declared beats what is found: a claim that gives a declared namespace to another tenant does not count. */
export function agreeingWith(
  declared: readonly TenantClaim[],
  found: readonly TenantClaim[],
): readonly TenantClaim[] {
  const owners = new Map(declared.map(({ namespace, tenant }) => [namespace, tenant]));
  return found.filter(
    ({ namespace, tenant }) =>
      namespace === undefined || (owners.get(namespace) ?? tenant) === tenant,
  );
}
