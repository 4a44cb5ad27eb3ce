import type { FleetObject } from '../fleet/fleet.ts';
import { isFluxGroup, RoleBinding, ServiceAccount, sameKind } from '../manifest/kind.ts';
import { nameOf, quote } from '../rules/wording.ts';
import { effectiveIdentity, userName } from '../tenancy/effective-identity.ts';
import type { Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import type { ExplainedPlace } from './explanation.ts';
import type { Involved } from './involved.ts';
import type { RelatedFinding } from './likely-rules.ts';

/** Nobody looks at more places than this. */
const mostPlaces = 20;

/** Where to look, the best first: findings, what is named, what delivers it, as whom it is applied. */
export function placesFor(
  snapshot: Snapshot,
  findings: readonly RelatedFinding[],
  { named, flux, account }: Involved,
): readonly ExplainedPlace[] {
  const places = [
    ...findings.map(findingPlace),
    ...named.map((object) => objectPlace(object, 'object', `${nameOf(object)} is written here`)),
    ...flux.map((object) => objectPlace(object, 'flux', describeFlux(snapshot, object))),
    ...account.map((object) => objectPlace(object, 'account', describeAccountObject(object))),
  ];
  return distinct(places).slice(0, mostPlaces);
}

function findingPlace({ diagnostic, accepted }: RelatedFinding): ExplainedPlace {
  const { span, message, rule, severity } = diagnostic;
  return accepted === undefined
    ? { span, role: 'finding', message, rule, severity }
    : {
        span,
        role: 'finding',
        message: `${message} (accepted: ${accepted})`,
        rule,
        severity: undefined,
      };
}

function objectPlace(
  { origin }: FleetObject,
  role: ExplainedPlace['role'],
  message: string,
): ExplainedPlace {
  const span = origin.name.state === 'present' ? origin.name.span : origin.anchor;
  return { span, role, message, rule: undefined, severity: undefined };
}

function describeFlux(snapshot: Snapshot, object: FleetObject): string {
  const name = nameOf(object);
  const namespace = known(object.namespace);
  const where = namespace === undefined ? '' : ` in namespace ${quote(namespace)}`;
  const identity = effectiveIdentity(snapshot, object);
  if (identity?.type === 'account') {
    return `${name}${where} is applied as ${quote(userName(identity.account))}`;
  }
  if (identity?.type === 'controller') {
    return `${name}${where} is applied as ${quote(identity.controller)} itself`;
  }
  return `${name}${where}${isFluxGroup(object.group) ? ' has to do with it' : ''}`;
}

function describeAccountObject(object: FleetObject): string {
  const name = nameOf(object);
  if (sameKind(object, ServiceAccount)) return `${name} is the account`;
  const role = textAt(object.root, 'roleRef', 'name');
  const namespace = known(object.namespace);
  const where =
    sameKind(object, RoleBinding) && namespace !== undefined
      ? ` in namespace ${quote(namespace)}`
      : ' in the whole cluster';
  const kind = textAt(object.root, 'roleRef', 'kind') ?? 'role';
  return `${name} gives the account ${kind} ${quote(role ?? '?')}${where}`;
}

/** A document that reaches several clusters is one place, and a finding says more of it than its name does. */
function distinct(places: readonly ExplainedPlace[]): readonly ExplainedPlace[] {
  const byPlace = new Map<string, ExplainedPlace>();
  for (const place of places) {
    const key = keyOf(place.span, place.role === 'finding' ? place.message : '');
    if (!byPlace.has(key)) byPlace.set(key, place);
  }
  return [...byPlace.values()];
}

function keyOf({ file, start, end }: Span, message: string): string {
  return JSON.stringify([file, start, end, message]);
}
