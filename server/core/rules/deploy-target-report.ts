import type { FleetObject } from '../fleet/fleet.ts';
import { type DeployTarget, severityOfTarget } from '../tenancy/deploy-target.ts';
import type { Report } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, deploysInto } from './wording.ts';

/** What there is to say of a tenant's object that deploys into another namespace than its own. */
export function deployTargetReport(
  { tenancy }: RuleContext,
  object: FleetObject,
  found: DeployTarget,
): Report {
  const { tenant, target, owner } = found;
  return {
    at: target.span,
    object,
    tenant,
    message: deploysInto(object, found),
    severity: severityOfTarget(tenancy, found),
    related: owner && owner !== tenant ? declarationOf(owner, target.value) : [],
  };
}
