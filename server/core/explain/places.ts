import type { FleetObject } from '../fleet/fleet.ts';
import { RoleBinding, ServiceAccount, sameKind } from '../manifest/kind.ts';
import { nameOf, quote } from '../rules/wording.ts';
import { effectiveIdentity, userName } from '../tenancy/effective-identity.ts';
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
    ...named.map((object) => objectPlace(object, 'object', undefined)),
    ...flux.map((object) => objectPlace(object, 'flux', describeFlux(snapshot, object))),
    ...account.map((object) => objectPlace(object, 'account', describeAccountObject(object))),
  ];
  return distinct(places).slice(0, mostPlaces);
}

/** A place, and whether it says anything but that something is written there. */
interface Candidate {
  readonly place: ExplainedPlace;
  readonly isPlain: boolean;
}

function findingPlace({ diagnostic, accepted }: RelatedFinding): Candidate {
  const { span, message, rule, severity } = diagnostic;
  const text = accepted === undefined ? message : `${message} (accepted: ${accepted})`;
  const open = accepted === undefined ? severity : undefined;
  const place: ExplainedPlace = { span, role: 'finding', message: text, rule, severity: open };
  return { place, isPlain: false };
}

function objectPlace(
  object: FleetObject,
  role: ExplainedPlace['role'],
  clause: string | undefined,
): Candidate {
  const { origin } = object;
  const span = origin.name.state === 'present' ? origin.name.span : origin.anchor;
  const message = `${nameOf(object)} ${clause ?? 'is written here'}`;
  const place = { span, role, message, rule: undefined, severity: undefined };
  return { place, isPlain: clause === undefined };
}

function describeFlux(snapshot: Snapshot, object: FleetObject): string | undefined {
  const namespace = known(object.namespace);
  const where = namespace === undefined ? '' : `in namespace ${quote(namespace)} `;
  const identity = effectiveIdentity(snapshot, object);
  switch (identity?.type) {
    case 'account':
      return `${where}is applied as ${quote(userName(identity.account))}`;
    case 'controller':
      return `${where}is applied as ${quote(identity.controller)} itself`;
    case 'kubeconfig':
      return `${where}is applied to another cluster, as its kubeconfig says`;
    default:
      return undefined;
  }
}

function describeAccountObject(object: FleetObject): string | undefined {
  if (sameKind(object, ServiceAccount)) return undefined;
  const namespace = known(object.namespace);
  const where =
    sameKind(object, RoleBinding) && namespace !== undefined
      ? `in namespace ${quote(namespace)}`
      : 'in the whole cluster';
  const kind = textAt(object.root, 'roleRef', 'kind') ?? 'role';
  const role = quote(textAt(object.root, 'roleRef', 'name') ?? '?');
  return `gives the account ${kind} ${role} ${where}`;
}

/**
 * A document that reaches several clusters is one place. That something is written where a finding is goes without
 * saying.
 */
function distinct(candidates: readonly Candidate[]): readonly ExplainedPlace[] {
  const telling = new Set(
    candidates.filter(({ isPlain }) => !isPlain).map(({ place }) => JSON.stringify(place.span)),
  );
  const kept = candidates.filter(
    ({ place, isPlain }) => !isPlain || !telling.has(JSON.stringify(place.span)),
  );
  const byText = new Map(kept.toReversed().map(({ place }) => [textOf(place), place]));
  return kept.map(({ place }) => place).filter((place) => byText.get(textOf(place)) === place);
}

function textOf({ span, message }: ExplainedPlace): string {
  return JSON.stringify([span, message]);
}
