import type { Fleet } from '../fleet/fleet.ts';
import { isFluxGroup } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import type { Platform } from './platform.ts';
import { mergeClaims, type Tenant, type TenantClaim } from './tenant.ts';

/**
 * Where the workspace shows neither a platform nor an administrator's work, it is taken for a tenant's own repository: the namespace its Flux
 * objects live in is the tenant. If none of them names its namespace there is still one tenant, without a name. If they
 * live in several, it is more likely an administrator's repository whose bootstrap lies elsewhere, and nothing is assumed.
 */
export function assumedTenants(fleet: Fleet, platform: Platform): readonly Tenant[] {
  const fluxObjects = fleet.objects.filter(({ group }) => isFluxGroup(group));
  const claims: TenantClaim[] = fluxObjects.flatMap((object) => {
    const namespace = known(object.namespace);
    if (namespace === undefined || platform.owns(namespace)) return [];
    const reason = `${object.kind} \`${known(object.name) ?? '?'}\` in a repository without a platform`;
    const { span } = object.namespace;
    return [{ tenant: namespace, namespace, confidence: 'assumed', span, reason }];
  });
  const [first] = fluxObjects;
  if (!first || new Set(claims.map(({ tenant }) => tenant)).size > 1) return [];
  if (claims.length > 0) return mergeClaims(claims);
  const reason = 'the repository has Flux objects and no platform';
  const evidence = [{ span: first.name.span, namespace: undefined, reason }];
  return [{ name: unnamedTenant, confidence: 'assumed', namespaces: [], evidence }];
}

/** Stands for the tenant whose repository this is, where no manifest names its namespace. */
export const unnamedTenant = 'this repository';
