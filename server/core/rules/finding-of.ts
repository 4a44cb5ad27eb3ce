import type { Fix } from '../fixes/fix.ts';
import { takesEffect } from '../fixes/takes-effect.ts';
import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { directoryOf } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { BuildReference, Finding, ObjectReference, RelatedPlace } from './finding.ts';
import type { Report, RuleMeta } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** What a report of a rule means: with the rule's own severity, its object, and the build it was found in. */
export function findingOf(meta: RuleMeta, report: Report, snapshot: Snapshot): Finding {
  const { at, message, object, tenant, related = [] } = report;
  const severity = report.severity ?? meta.severity;
  // A tenant that is only assumed may be no tenant at all: nothing said of it as such is certain enough for an error.
  const isAssumed = meta.applies === 'tenants' && tenant?.confidence === 'assumed';
  const capped = isAssumed && severity === 'error' ? 'warning' : severity;
  return {
    rule: meta.id,
    message,
    span: at,
    related: [...related, ...documentPlace(report)],
    severity: capped,
    object: object && referenceTo(object),
    tenant: tenant?.name,
    build: object && buildOf(object, fleetOf(snapshot)),
    fixes: () => fixesOf(report, snapshot),
  };
}

/** None for what a template makes: an edit of that, or of an input, would change every object that is made from it. */
function fixesOf({ object, fixes }: Report, snapshot: Snapshot): readonly Fix[] {
  if (object?.template) return [];
  const possible = (fixes?.() ?? []).filter((fix) => fix !== undefined);
  return object ? possible.filter((fix) => takesEffect(snapshot, object, fix)) : possible;
}

/** Where the object itself is written, if the finding points at what another file makes of it. */
function documentPlace({ at, object, related = [] }: Report): readonly RelatedPlace[] {
  if (!object || object.template || object.origin.file === at.file) return [];
  const { origin } = object;
  if (related.some(({ span }) => span.file === origin.file)) return [];
  const span = origin.name.state === 'present' ? origin.name.span : origin.anchor;
  return [{ span, message: `${nameOf(object)} is written here` }];
}

function buildOf(object: FleetObject, fleet: Fleet): BuildReference {
  return { of: fleet.numberOfVariants(object), delivery: deliveryOf(object, fleet) };
}

function deliveryOf(object: FleetObject, fleet: Fleet): RelatedPlace | undefined {
  if (object.delivery.mode !== 'flux') return undefined;
  const { by } = object.delivery;
  const { file } = fleet.entryPointOf(object).origin;
  const message = `found where ${nameOf(by)} delivers it, synced from ${quote(directoryOf(file) || '.')}`;
  return { span: by.name.span, message };
}

function referenceTo(object: FleetObject): ObjectReference {
  const { apiVersion, kind, name, namespace } = object;
  return {
    apiVersion,
    kind,
    name: known(name) ?? '',
    namespace: namespace.state === 'absent' ? null : known(namespace),
  };
}
