import { entryPointOf } from '../fleet/cluster.ts';
import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { type Scope, scopeOf } from '../kubernetes/scope.ts';
import type { GroupKind } from '../manifest/kind.ts';
import { type EffectiveIdentity, effectiveIdentity } from '../tenancy/effective-identity.ts';
import { type Bindings, bindingsIn } from '../tenancy/identity.ts';
import { type Lockdown, lockdownFor } from '../tenancy/lockdown.ts';
import { type Tenancy, tenancyOf } from '../tenancy/tenancy.ts';
import type { FilePath } from '../text/span.ts';
import { directoryOf } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { Finding, Fix, ObjectReference, RelatedPlace } from './finding.ts';
import type { Report, RuleMeta } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** All that a rule can see, and the one way in which it speaks. */
export interface RuleContext {
  readonly fleet: Fleet;
  readonly tenancy: Tenancy;
  /** As whom Flux applies what an object says. */
  identityOf(object: FleetObject): EffectiveIdentity | undefined;
  /** The lockdown of the cluster an object goes to. */
  lockdownFor(object: FleetObject): Lockdown;
  readonly bindings: Bindings;
  scopeOf(kind: GroupKind): Scope;
  /** The text of a file of the workspace, for fixes. */
  textOf(file: FilePath): string;
  report(report: Report): void;
}

/** The context in which one rule looks at a snapshot. */
export function contextFor(
  snapshot: Snapshot,
  meta: RuleMeta,
  take: (finding: Finding) => void,
): RuleContext {
  const fleet = fleetOf(snapshot);
  return {
    fleet,
    tenancy: tenancyOf(snapshot),
    identityOf: (object) => effectiveIdentity(snapshot, object),
    lockdownFor: (object) => lockdownFor(snapshot, object),
    bindings: bindingsIn(snapshot),
    scopeOf: (kind) => scopeOf(snapshot, kind),
    textOf: (file) => snapshot.files.get(file)?.text ?? '',
    report: (report) => take(findingOf(meta, report, fleet)),
  };
}

function findingOf(meta: RuleMeta, report: Report, fleet: Fleet): Finding {
  const { at, message, object, tenant, related = [], fixes } = report;
  const severity = report.severity ?? meta.severity;
  // A tenant that is only assumed may be no tenant at all: nothing said of it is certain enough for an error.
  const capped = tenant?.confidence === 'assumed' && severity === 'error' ? 'warning' : severity;
  return {
    rule: meta.id,
    message,
    span: at,
    related,
    severity: capped,
    object: referenceTo(object),
    tenant: tenant?.name,
    build: { of: fleet.variantsOf(object).length, delivery: deliveryOf(object) },
    // An edit of a template, or of an input, would change every object that is made from it.
    fixes: () =>
      object.template ? [] : (fixes?.() ?? []).filter((fix): fix is Fix => fix !== undefined),
  };
}

function deliveryOf(object: FleetObject): RelatedPlace | undefined {
  if (object.delivery.mode !== 'flux') return undefined;
  const { by } = object.delivery;
  const { file } = entryPointOf(object).origin;
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
