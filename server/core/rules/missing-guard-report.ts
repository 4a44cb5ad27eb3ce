import type { FleetObject } from '../fleet/fleet.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Guard } from '../tenancy/namespace-guards.ts';
import { known } from '../yaml/field.ts';
import type { Report } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant } from './wording.ts';

/** What there is to say of a tenant's Namespace that nothing gives a guard of some kind. */
export function missingGuardReports(
  context: RuleContext,
  namespace: FleetObject,
  guard: Guard,
  { kind }: GroupKind,
): readonly Report[] {
  const name = known(namespace.name);
  const tenant = name === undefined ? undefined : context.tenancy.tenantIn(name);
  if (!tenant || name === undefined || context.guards.mayHave(guard, name)) return [];
  return [
    {
      at: namespace.origin.name.span,
      object: namespace,
      tenant,
      message: `${nameWithTenant(namespace, tenant)} has no ${kind}`,
    },
  ];
}
