import { setInReference } from '../fixes/set-in-reference.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { nearest } from '../text/nearest.ts';
import type { Report } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** What there is to say of the ConfigMaps and Secrets that an object names at a path and that are not there. */
export function missingDataReports(
  context: RuleContext,
  object: FleetObject,
  path: string,
  reads: string,
): readonly Report[] {
  return context.missingData(object, path).map(({ kind, name, namespace }) => ({
    at: name.span,
    object,
    tenant: context.tenancy.ownerOf(object),
    message: `${nameOf(object)} ${reads} ${kind.kind} ${quote(name.value)}, which namespace ${quote(namespace)} does not have`,
    fixes: () => {
      const similar = nearest(name.value, context.namesIn(kind, namespace));
      return similar === undefined
        ? []
        : [setInReference(context, `Set \`name\` to ${quote(similar)}`, name, similar)];
    },
  }));
}
