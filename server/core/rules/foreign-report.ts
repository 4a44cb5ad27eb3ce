import { dropNamespace } from '../fixes/drop-namespace.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import type { ForeignReference } from '../tenancy/foreign-reference.ts';
import type { Report } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOfTarget, nameWithTenant, partiesOf, quote, refusalOf } from './wording.ts';

/** What is said of a reference into another namespace: an error where Flux refuses it, else a warning. */
export function foreignReport(
  context: RuleContext,
  object: FleetObject,
  foreign: ForeignReference,
  verb: string,
): Report {
  const { reference, namespace, tenant, flag } = foreign;
  return {
    at: namespace.span,
    object,
    tenant,
    message: `${nameWithTenant(object, tenant)} ${verb} ${nameOfTarget(reference)} in namespace ${quote(namespace.value)}${refusalOf(foreign)}`,
    severity: flag.state === 'on' ? 'error' : 'warning',
    related: partiesOf(foreign),
    fixes: () => [dropNamespace(context, reference)],
  };
}
