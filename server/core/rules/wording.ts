import type { FleetObject } from '../fleet/fleet.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { quote } from '../text/quote.ts';
import { known } from '../yaml/field.ts';
import type { RelatedPlace } from './finding.ts';

export { quote };

/** An object by kind and name, as in "HelmRelease `redis`". */
export function nameOf(object: FleetObject): string {
  const name = known(object.name);
  return name === undefined ? object.kind : `${object.kind} ${quote(name)}`;
}

/** An object and its tenant, as in "HelmRelease `redis` of tenant `dev-team`". */
export function nameWithTenant(object: FleetObject, tenant: Tenant): string {
  return tenant.name === unnamedTenant
    ? nameOf(object)
    : `${nameOf(object)} of tenant ${quote(tenant.name)}`;
}

/** Where the tenant that owns a namespace is declared, as a related place. */
export function declarationOf(tenant: Tenant, namespace: string): readonly RelatedPlace[] {
  const evidence = tenant.evidence.find((each) => each.namespace === namespace);
  return evidence
    ? [
        {
          span: evidence.span,
          message: `${quote(namespace)} belongs to tenant ${quote(tenant.name)}`,
        },
      ]
    : [];
}
