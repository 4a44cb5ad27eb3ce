import type { Analysis, Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { buildersOf } from '../fleet/kustomization-files.ts';
import { groupOf } from '../manifest/kind.ts';
import type { ObjectReference } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { type Platform, platformOf } from '../tenancy/platform.ts';
import { contains, type Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import type { Involved } from './involved.ts';
import type { MessageFacts, RuleHint } from './message-kind.ts';

/** Ids of the rules that a message may come from, the likeliest first. */
export function idsMeant(
  hints: readonly RuleHint[],
  facts: MessageFacts,
  platform: Pick<Platform, 'runsIn'>,
): readonly string[] {
  return hints
    .filter((hint) => typeof hint === 'string' || hint.when(facts, platform))
    .map((hint) => (typeof hint === 'string' ? hint : hint.rule));
}

/** The rules that a message may come from, the likeliest first, without those that there are not. */
export function rulesMeant(
  snapshot: Snapshot,
  hints: readonly RuleHint[],
  facts: MessageFacts,
): readonly RuleMeta[] {
  return idsMeant(hints, facts, platformOf(snapshot)).flatMap(
    (id) => rules.find(({ meta }) => meta.id === id)?.meta ?? [],
  );
}

/** A finding that has to do with a message. */
export interface RelatedFinding {
  readonly diagnostic: Diagnostic;
  /** Why it is no problem in the list, where somebody has accepted it. */
  readonly accepted: string | undefined;
  /** How near it is: 3 is about an object that the message names, 2 about what stands behind it, 1 in its files. */
  readonly nearness: number;
}

/** The findings of some rules that have to do with a message, the nearest first, then in the order of the rules. */
export function relatedFindings(
  snapshot: Snapshot,
  analysis: Analysis,
  candidates: readonly RuleMeta[],
  involved: Involved,
): readonly RelatedFinding[] {
  const order = new Map(candidates.map(({ id }, index) => [id, index]));
  const open = [...analysis.diagnostics.values()].flat().map((diagnostic) => ({
    diagnostic,
    accepted: undefined,
  }));
  const accepted = analysis.suppressed.map(({ diagnostic, reason }) => ({
    diagnostic,
    accepted: reason,
  }));
  return [...open, ...accepted]
    .filter(({ diagnostic }) => order.has(diagnostic.rule))
    .map((each) => ({ ...each, nearness: nearness(snapshot, each.diagnostic, involved) }))
    .filter((each) => each.nearness > 0)
    .sort(
      (a, b) =>
        b.nearness - a.nearness ||
        (order.get(a.diagnostic.rule) ?? 0) - (order.get(b.diagnostic.rule) ?? 0),
    );
}

function nearness(
  snapshot: Snapshot,
  { object, span }: Diagnostic,
  { named, flux, account, namesObjects, isBare, words }: Involved,
): number {
  const isAboutOne = (each: FleetObject) =>
    contains(each.origin.span, span) || (object !== undefined && isAbout(object, each));
  if (named.some(isAboutOne)) return 3;
  if (flux.some(isAboutOne) || account.some(isAboutOne)) return 2;
  if (isBare) return isUnderlined(snapshot, span, words) ? 2 : 1;
  // What is said of another object than the one that the message names is another matter.
  if (object && namesObjects) return 0;
  return buildersOf(snapshot, span.file).some((builder) => flux.includes(builder)) ? 1 : 0;
}

/** True if a finding underlines what a message repeats. */
function isUnderlined(
  snapshot: Snapshot,
  { file, start, end }: Span,
  words: readonly string[],
): boolean {
  const text = snapshot.files.get(file)?.text.slice(start, end) ?? '';
  return words.some((word) => text.includes(word));
}

function isAbout(
  reference: ObjectReference,
  { group, kind, name, namespace }: FleetObject,
): boolean {
  return (
    groupOf(reference.apiVersion) === group &&
    reference.kind === kind &&
    reference.name === known(name) &&
    (reference.namespace ?? undefined) === known(namespace)
  );
}
